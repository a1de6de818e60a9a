package dev.morlens.api;

import dev.morlens.chain.value.Address;
import dev.morlens.chain.value.Wei;
import dev.morlens.diagnosis.finding.Words;
import dev.morlens.ledger.Bucket;
import dev.morlens.ledger.Session;
import dev.morlens.position.AsOf;
import dev.morlens.preview.DueDates;
import dev.morlens.protocol.Network;
import dev.morlens.store.AddressAccounts.Due;
import dev.morlens.store.PoolSum;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import net.fortuna.ical4j.model.Calendar;
import net.fortuna.ical4j.model.component.VEvent;
import net.fortuna.ical4j.model.property.Description;
import net.fortuna.ical4j.model.property.DtStamp;
import net.fortuna.ical4j.model.property.DtStart;
import net.fortuna.ical4j.model.property.ProdId;
import net.fortuna.ical4j.model.property.Summary;
import net.fortuna.ical4j.model.property.Uid;
import net.fortuna.ical4j.model.property.Url;
import net.fortuna.ical4j.model.property.immutable.ImmutableVersion;

/** When an address's sessions end and its holds are released, for calendar programs (RFC 5545). */
final class ReleaseCalendar {

    static final String TYPE = "text/calendar";

    private static final Map<Bucket, String> LACKING = new EnumMap<>(Map.of(
            Bucket.ACTIVE_SESSION, "ends of sessions, of which there are too many to look through just now",
            Bucket.ON_HOLD, "releases of holds, of which there are too many to read just now",
            Bucket.STAKING_POOL, "what staking pools hold, which only our index tells"));

    private final Network network;
    private final URI base;

    /** @param base where this server is found */
    ReleaseCalendar(Network network, URI base) {
        this.network = network;
        this.base = base;
    }

    /** What each of its entries says of the block. */
    static String blockOf(DueDates.Found found) {
        return new DtStamp(found.asOf().now()).toString().strip();
    }

    String of(DueDates.Found found) {
        Calendar calendar = new Calendar();
        calendar.add(new ProdId("-//MorLens//MOR of " + network.name() + "//EN"));
        calendar.add(ImmutableVersion.VERSION_2_0);
        String lacking = lacking(found.asOf());
        if (!lacking.isEmpty()) {
            calendar.add(new Description("Not in this calendar at present: " + lacking + "."));
        }
        events(found).forEach(calendar::add);
        return calendar.toString();
    }

    private static String lacking(AsOf asOf) {
        return LACKING.entrySet().stream()
                .filter(bucket -> asOf.incomplete().contains(bucket.getKey()))
                .map(Map.Entry::getValue)
                .collect(Collectors.joining("; "));
    }

    private List<VEvent> events(DueDates.Found found) {
        List<VEvent> events = new ArrayList<>();
        found.position().accounts().openSessions().forEach(due -> events.add(ends(found, due)));
        byEnd(found.pooled()).forEach(due -> events.add(endsInPool(found, due)));
        found.position().accounts().holds().forEach(due -> events.add(released(found, due)));
        for (PoolSum pool : found.pools()) {
            pool.days().forEach(day -> events.add(releasedInPool(found, pool.hot(), day)));
        }
        return events;
    }

    private VEvent ends(DueDates.Found found, Due due) {
        return event(
                found,
                "end",
                due.at(),
                Words.mor(due.amount()) + ": " + count(due.count()) + " to be closed",
                "From now on the stake comes back when the user or a delegate closes the session.");
    }

    private VEvent endsInPool(DueDates.Found found, Due due) {
        return event(
                found,
                "pool-end",
                due.at(),
                Words.mor(due.amount()) + " of the pool: " + count(due.count()) + " to be closed",
                "From now on the stake goes back to the pool, as its funders', when the user or a delegate closes the"
                        + " session.");
    }

    private VEvent released(DueDates.Found found, Due due) {
        return event(
                found,
                "release",
                due.at(),
                Words.mor(due.amount()) + " can be claimed",
                "It stays in the contract until it is claimed with withdrawUserStakes.");
    }

    /** Of all its funders together. */
    private VEvent releasedInPool(DueDates.Found found, Address hot, PoolSum.Day day) {
        return event(
                found,
                "release-in-" + hot,
                day.releaseAt(),
                Words.mor(day.amount()) + " held in the pool of " + hot.checksummed() + " can be released",
                "The pool's next stake, close or withdrawal does that, and so does releasePoolHolds, which anybody may"
                        + " send.");
    }

    private static List<Due> byEnd(List<Session> sessions) {
        Map<Instant, Due> byEnd = new TreeMap<>();
        for (Session session : sessions) {
            Instant end = session.facts().endsAt();
            Due before = byEnd.getOrDefault(end, new Due(end, Wei.ZERO, 0));
            byEnd.put(end, new Due(end, before.amount().plus(session.stake()), before.count() + 1));
        }
        return List.copyOf(byEnd.values());
    }

    private VEvent event(DueDates.Found found, String kind, Instant at, String summary, String description) {
        Address address = found.position().address();
        VEvent event = new VEvent(false);
        event.add(new Uid(kind + "-" + at.getEpochSecond() + "-" + address + "@" + network.name() + ".morlens"));
        event.add(new DtStamp(found.asOf().now()));
        event.add(new DtStart<>(at));
        event.add(new Summary(summary));
        event.add(new Description(description));
        event.add(new Url(base.resolve("/" + network.name() + "/address/" + address.checksummed())));
        return event;
    }

    private static String count(int sessions) {
        return sessions == 1 ? "1 session" : sessions + " sessions";
    }
}
