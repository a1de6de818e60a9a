package dev.morlens.web.part;

import dev.morlens.api.network.StatusView;
import dev.morlens.api.network.Statuses;
import dev.morlens.ask.StaleReason;
import dev.morlens.chain.value.Address;
import dev.morlens.position.head.SnapshotReader;
import dev.morlens.protocol.Network;
import dev.morlens.protocol.Networks;
import dev.morlens.store.feed.IndexStatus;
import dev.morlens.store.feed.IndexStatus.IndexState;
import dev.morlens.store.feed.IndexStatusRegistry;
import dev.morlens.web.part.PageLayout.Banner;
import dev.morlens.web.part.PageLayout.Feed;
import dev.morlens.web.part.PageLayout.Nav;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Makes the frame of pages: the networks, and what is wrong right now. */
@ApplicationScoped
public class PageLayouts {

    private final Networks networks;
    private final SnapshotReader snapshotReader;
    private final IndexStatusRegistry board;
    private final Statuses statuses;

    PageLayouts(Networks networks, SnapshotReader snapshotReader, IndexStatusRegistry board, Statuses statuses) {
        this.networks = networks;
        this.snapshotReader = snapshotReader;
        this.board = board;
        this.statuses = statuses;
    }

    public PageLayout of(String title, Optional<Network> network) {
        return of(title, network, "/status");
    }

    /** Of an address, which can be on every network. */
    public PageLayout of(String title, Network network, Address address) {
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
    public PageLayout plain(String title) {
        return new PageLayout(title, navs(Optional.empty(), "/status"), Optional.empty(), List.of(), Optional.empty());
    }

    /** @param place what every network has, as its path below the network's */
    public PageLayout of(String title, Optional<Network> network, String place) {
        return frame(title, network, place, List.of());
    }

    private PageLayout frame(String title, Optional<Network> network, String place, List<Feed> feeds) {
        Optional<Banner> banner =
                network.or(() -> networks.all().stream().findFirst()).flatMap(this::banner);
        return new PageLayout(title, navs(network, place), network.map(Network::name), feeds, banner);
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
        if (snapshotReader.storeIsDown(network.name())) {
            return problem("The database cannot be reached right now. Figures that come from it may be old.", href);
        }
        return switch (board.of(network.name()).map(IndexStatus::state).orElse(IndexState.STARTING)) {
            case FOLLOWING, CATCHING_UP ->
                snapshotReader.staleBecause(network.name()).flatMap(why -> behind(network, why, href));
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
        return TimeText.length(age);
    }

    private static Optional<Banner> problem(String text, String href) {
        return Optional.of(new Banner(text, true, href));
    }

    private static String progress(StatusView status) {
        int percent = status.backfill().map(b -> (int) (100 * b.done())).orElse(0);
        return "Still reading the chain's history (" + percent + " %). Figures are as of the block named below.";
    }
}
