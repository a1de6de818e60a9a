package dev.morlens.api.address;

import dev.morlens.ask.AsOf;
import dev.morlens.chain.value.Address;
import dev.morlens.chain.value.Wei;
import dev.morlens.diagnosis.finding.FindingText;
import dev.morlens.ledger.entry.Bucket;
import dev.morlens.ledger.entry.Session;
import dev.morlens.preview.due.DueDates;
import dev.morlens.protocol.Network;
import dev.morlens.store.read.AddressAccounts.DatedAmount;
import dev.morlens.store.read.PoolTotal;
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
    static String blockOf(DueDates.DueList dueList) {
        return new DtStamp(dueList.asOf().now()).toString().strip();
    }

    String of(DueDates.DueList dueList) {
        Calendar calendar = new Calendar();
        calendar.add(new ProdId("-//MorLens//MOR of " + network.name() + "//EN"));
        calendar.add(ImmutableVersion.VERSION_2_0);
        String lacking = lacking(dueList.asOf());
        if (!lacking.isEmpty()) {
            calendar.add(new Description("Not in this calendar at present: " + lacking + "."));
        }
        events(dueList).forEach(calendar::add);
        return calendar.toString();
    }

    private static String lacking(AsOf asOf) {
        return LACKING.entrySet().stream()
                .filter(bucket -> asOf.incomplete().contains(bucket.getKey()))
                .map(Map.Entry::getValue)
                .collect(Collectors.joining("; "));
    }

    private List<VEvent> events(DueDates.DueList dueList) {
        List<VEvent> events = new ArrayList<>();
        dueList.position().accounts().openSessions().forEach(datedAmount -> events.add(ends(dueList, datedAmount)));
        byEnd(dueList.pooled()).forEach(datedAmount -> events.add(endsInPool(dueList, datedAmount)));
        dueList.position().accounts().holds().forEach(datedAmount -> events.add(released(dueList, datedAmount)));
        for (PoolTotal pool : dueList.pools()) {
            pool.days().forEach(poolReleaseDay -> events.add(releasedInPool(dueList, pool.hot(), poolReleaseDay)));
        }
        return events;
    }

    private VEvent ends(DueDates.DueList dueList, DatedAmount datedAmount) {
        return event(
                dueList,
                "end",
                datedAmount.at(),
                FindingText.mor(datedAmount.amount()) + ": " + count(datedAmount.count()) + " to be closed",
                "From now on the stake comes back when the user or a delegate closes the session.");
    }

    private VEvent endsInPool(DueDates.DueList dueList, DatedAmount datedAmount) {
        return event(
                dueList,
                "pool-end",
                datedAmount.at(),
                FindingText.mor(datedAmount.amount()) + " of the pool: " + count(datedAmount.count()) + " to be closed",
                "From now on the stake goes back to the pool, as its funders', when the user or a delegate closes the"
                        + " session.");
    }

    private VEvent released(DueDates.DueList dueList, DatedAmount datedAmount) {
        return event(
                dueList,
                "release",
                datedAmount.at(),
                FindingText.mor(datedAmount.amount()) + " can be claimed",
                "It stays in the contract until it is claimed with withdrawUserStakes.");
    }

    /** Of all its funders together. */
    private VEvent releasedInPool(DueDates.DueList dueList, Address hot, PoolTotal.PoolReleaseDay poolReleaseDay) {
        return event(
                dueList,
                "release-in-" + hot,
                poolReleaseDay.releaseAt(),
                FindingText.mor(poolReleaseDay.amount()) + " held in the pool of " + hot.checksummed()
                        + " can be released",
                "The pool's next stake, close or withdrawal does that, and so does releasePoolHolds, which anybody may"
                        + " send.");
    }

    private static List<DatedAmount> byEnd(List<Session> sessions) {
        Map<Instant, DatedAmount> byEnd = new TreeMap<>();
        for (Session session : sessions) {
            Instant end = session.facts().endsAt();
            DatedAmount before = byEnd.getOrDefault(end, new DatedAmount(end, Wei.ZERO, 0));
            byEnd.put(end, new DatedAmount(end, before.amount().plus(session.stake()), before.count() + 1));
        }
        return List.copyOf(byEnd.values());
    }

    private VEvent event(DueDates.DueList dueList, String kind, Instant at, String summary, String description) {
        Address address = dueList.position().address();
        VEvent event = new VEvent(false);
        event.add(new Uid(kind + "-" + at.getEpochSecond() + "-" + address + "@" + network.name() + ".morlens"));
        event.add(new DtStamp(dueList.asOf().now()));
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
