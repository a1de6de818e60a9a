package dev.morlens.web.part;

import java.util.Optional;

/**
 * A long hexadecimal id on a page, shortened for people.
 *
 * @param full as it is copied and linked
 * @param page the ids that it must be told apart from
 */
public record IdText(String full, IdShortener page) {

    /** The first and last digits, or all of them where those do not tell it from another id. */
    public String brief() {
        return page.brief(full);
    }

    /** What it is, where it is known to be no person's wallet. */
    public Optional<String> name() {
        return page.name(full);
    }

    /** Which id it is not, where it could be taken for one. */
    public Optional<String> doubt() {
        return page.doubt(full);
    }
}
