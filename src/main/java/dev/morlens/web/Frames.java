package dev.morlens.web;

import dev.morlens.api.StatusView;
import dev.morlens.api.Statuses;
import dev.morlens.chain.value.Address;
import dev.morlens.position.Heads;
import dev.morlens.position.StaleReason;
import dev.morlens.protocol.Network;
import dev.morlens.protocol.Networks;
import dev.morlens.store.IndexStatus;
import dev.morlens.store.IndexStatus.State;
import dev.morlens.store.StatusBoard;
import dev.morlens.web.Frame.Banner;
import dev.morlens.web.Frame.Feed;
import dev.morlens.web.Frame.Nav;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Makes the frame of pages: the networks, and what is wrong right now. */
@ApplicationScoped
class Frames {

    private final Networks networks;
    private final Heads heads;
    private final StatusBoard board;
    private final Statuses statuses;

    Frames(Networks networks, Heads heads, StatusBoard board, Statuses statuses) {
        this.networks = networks;
        this.heads = heads;
        this.board = board;
        this.statuses = statuses;
    }

    Frame of(String title, Optional<Network> network) {
        return of(title, network, "/status");
    }

    /** Of an address, which can be on every network. */
    Frame of(String title, Network network, Address address) {
        String of = "/api/v1/" + network.name() + "/addresses/" + address.checksummed();
        return frame(
                title,
                Optional.of(network),
                "/address/" + address.checksummed(),
                List.of(
                        new Feed("Sessions of " + address.checksummed(), "application/atom+xml", of + "/feed.atom"),
                        new Feed(
                                "Ends and releases of " + address.checksummed(),
                                "text/calendar",
                                of + "/calendar.ics")));
    }

    /** Without a word on what is wrong right now: nothing is read. */
    Frame plain(String title) {
        return new Frame(title, navs(Optional.empty(), "/status"), Optional.empty(), List.of(), Optional.empty());
    }

    /** @param place what every network has, as its path below the network's */
    Frame of(String title, Optional<Network> network, String place) {
        return frame(title, network, place, List.of());
    }

    private Frame frame(String title, Optional<Network> network, String place, List<Feed> feeds) {
        Optional<Banner> banner =
                network.or(() -> networks.all().stream().findFirst()).flatMap(this::banner);
        return new Frame(title, navs(network, place), network.map(Network::name), feeds, banner);
    }

    private List<Nav> navs(Optional<Network> network, String place) {
        return networks.all().stream()
                .map(one -> new Nav(
                        one.name(),
                        one.title(),
                        network.map(Network::name).equals(Optional.of(one.name())),
                        "/" + one.name() + place))
                .toList();
    }

    /** Without a query where all is well: this is on every page. */
    private Optional<Banner> banner(Network network) {
        String href = "/" + network.name() + "/status";
        if (heads.storeIsDown(network.name())) {
            return problem("The database cannot be reached right now. Figures that come from it may be old.", href);
        }
        return switch (board.of(network.name()).map(IndexStatus::state).orElse(State.STARTING)) {
            case FOLLOWING, CATCHING_UP ->
                heads.staleBecause(network.name()).flatMap(why -> behind(network, why, href));
            case NODE_UNREACHABLE ->
                problem(
                        "No node of " + network.title()
                                + " can be reached, so news of the chain is missing. What you see"
                                + " is as of the block named below; we keep trying.",
                        href);
            case STOPPED ->
                problem(
                        "The index of " + network.title() + " has stopped: "
                                + statuses.of(network).message().orElse(""),
                        href);
            case STARTING -> Optional.of(new Banner("The index is starting.", false, href));
            case BACKFILLING -> Optional.of(new Banner(progress(statuses.of(network)), false, href));
        };
    }

    private Optional<Banner> behind(Network network, StaleReason why, String href) {
        String age = age(network);
        return switch (why) {
            case CATCHING_UP ->
                Optional.of(new Banner(
                        "Catching up with the chain: what you see is " + age + " old, as of the block named below.",
                        false,
                        href));
            case HEAD_OLD ->
                problem(
                        "The newest block of " + network.title() + " that any node tells of is " + age
                                + " old: news of the chain is missing. What has been released or has ended since then"
                                + " is not known here.",
                        href);
            case SUMS_DIFFER ->
                problem(
                        "A node of " + network.title()
                                + " has left something out: the sums of all accounts are not those of the chain. Where MOR is,"
                                + " is read from the contracts until they agree; lists may lack entries.",
                        href);
            default ->
                problem(
                        "Nothing has been heard of " + network.title()
                                + " for a while, so news of the chain may be missing. What you see is as of the block"
                                + " named below.",
                        href);
        };
    }

    /** In minutes: a page that is kept reads the same for as long. */
    private String age(Network network) {
        Duration age = board.of(network.name())
                .flatMap(IndexStatus::indexed)
                .map(block -> Duration.between(block.time(), Instant.now()))
                .orElse(Duration.ZERO);
        return When.length(age);
    }

    private static Optional<Banner> problem(String text, String href) {
        return Optional.of(new Banner(text, true, href));
    }

    private static String progress(StatusView status) {
        int percent = status.backfill().map(b -> (int) (100 * b.done())).orElse(0);
        return "Still reading the chain's history (" + percent + " %). Figures are as of the block named below.";
    }
}
