package dev.morlens.web.part;

import java.util.List;
import java.util.Optional;

/**
 * What every page has around its content.
 *
 * @param title of the browser's tab
 * @param network whose page it is, if one's
 * @param feeds what can be subscribed to, of whatever the page is about
 * @param banner something is wrong or unfinished, in words
 */
public record PageLayout(
        String title, List<Nav> networks, Optional<String> network, List<Feed> feeds, Optional<Banner> banner) {

    /**
     * A network in the header.
     *
     * @param href the same thing on it, where it can be there
     */
    public record Nav(String name, String title, boolean current, String href) {}

    /** @param type of its media */
    public record Feed(String title, String type, String href) {}

    /** @param problem rather than progress */
    public record Banner(String text, boolean problem, String href) {}

    public String networkOrFirst() {
        return network.orElseGet(() -> networks.getFirst().name());
    }
}
