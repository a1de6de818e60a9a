package dev.morlens.api.address;

import com.rometools.rome.feed.atom.Content;
import com.rometools.rome.feed.atom.Entry;
import com.rometools.rome.feed.atom.Feed;
import com.rometools.rome.feed.atom.Link;
import com.rometools.rome.io.FeedException;
import com.rometools.rome.io.WireFeedOutput;
import dev.morlens.chain.value.Address;
import dev.morlens.diagnosis.finding.FindingText;
import dev.morlens.http.Params;
import dev.morlens.position.list.Listing;
import dev.morlens.position.list.SessionEvent;
import dev.morlens.protocol.Network;
import java.net.URI;
import java.util.Date;
import java.util.List;

/** What happened to an address's sessions, for feed readers (RFC 4287). Nothing in it is a text of the chain. */
final class AtomFeed {

    static final String TYPE = "application/atom+xml";

    private final Network network;
    private final URI base;

    /** @param base where this server is found */
    AtomFeed(Network network, URI base) {
        this.network = network;
        this.base = base;
    }

    /** Only one without entries tells of its block: the newest entry's time is the feed's own. */
    static String blockOf(Listing<SessionEvent> listing) {
        return listing.items().isEmpty() ? "<updated>" + listing.asOf().now() + "</updated>" : "\0";
    }

    String of(Address address, Listing<SessionEvent> listing) {
        Feed feed = new Feed("atom_1.0");
        feed.setId("urn:morlens:" + network.name() + ":address:" + address);
        feed.setTitle("MOR of " + address.checksummed() + " on " + network.title());
        feed.setUpdated(Date.from(
                listing.items().isEmpty()
                        ? listing.asOf().now()
                        : listing.items().getFirst().at()));
        String page = "/" + network.name() + "/address/" + address.checksummed();
        feed.setAlternateLinks(List.of(link(page, "alternate", "text/html")));
        feed.setOtherLinks(List.of(link(
                "/api/v1/" + network.name() + "/addresses/" + address.checksummed() + "/feed.atom", "self", TYPE)));
        feed.setEntries(listing.items().stream().map(this::entry).toList());
        try {
            return new WireFeedOutput().outputString(feed);
        } catch (FeedException e) {
            throw new IllegalStateException("a feed of our own words is always writable", e);
        }
    }

    /** The id names what happened, not when it was read: a reorganisation that keeps it keeps the entry. */
    private Entry entry(SessionEvent sessionEvent) {
        Entry entry = new Entry();
        entry.setId("urn:morlens:" + network.name() + ":session:" + sessionEvent.session() + ":"
                + Params.name(sessionEvent.kind()));
        entry.setTitle(title(sessionEvent));
        entry.setUpdated(Date.from(sessionEvent.at()));
        entry.setPublished(Date.from(sessionEvent.at()));
        entry.setAlternateLinks(
                List.of(link("/" + network.name() + "/session/" + sessionEvent.session(), "alternate", "text/html")));
        Content words = new Content();
        words.setType("text");
        words.setValue(words(sessionEvent));
        entry.setSummary(words);
        return entry;
    }

    private static String title(SessionEvent sessionEvent) {
        String amount = FindingText.mor(sessionEvent.amount());
        return switch (sessionEvent.kind()) {
            case OPENED -> "Session opened with a stake of " + amount;
            case OVERDUE -> "Session past its end: " + amount + " waits to be closed";
            case CLOSED -> "Session closed: " + amount + " came back at once";
            case BACK_IN_POOL -> "Session closed: " + amount + " went back to the pool at once";
            case RELEASABLE_IN_POOL -> amount + " held in the pool can be released";
            case RELEASED_IN_POOL -> amount + " held in the pool is free there again";
            case CLAIMABLE -> amount + " can be claimed";
            case CLAIMED -> amount + " claimed";
        };
    }

    private static String words(SessionEvent sessionEvent) {
        String at = " At " + sessionEvent.at() + ", session " + sessionEvent.session() + ".";
        return switch (sessionEvent.kind()) {
            case OPENED -> "The stake stays in the contract until the session is closed." + at;
            case OVERDUE ->
                "The stake is safe in the contract, and stays there until the user or a delegate closes the session."
                        + at;
            case CLOSED -> "What the close held back, if anything, is released at the next UTC midnight." + at;
            case BACK_IN_POOL ->
                "It is free there again, and the funders'. What the close held in the pool, if anything, can be released"
                        + " from the next UTC midnight on."
                        + at;
            case RELEASABLE_IN_POOL ->
                "The pool's next stake, close or withdrawal does that, and so does releasePoolHolds, which anybody may"
                        + " send."
                        + at;
            case RELEASED_IN_POOL -> "It can be staked again, or withdrawn by the funders." + at;
            case CLAIMABLE -> "It stays in the contract until it is claimed with withdrawUserStakes." + at;
            case CLAIMED -> "It is back in the wallet." + at;
        };
    }

    private Link link(String path, String relation, String type) {
        Link link = new Link();
        link.setHref(base.resolve(path).toString());
        link.setRel(relation);
        link.setType(type);
        return link;
    }
}
