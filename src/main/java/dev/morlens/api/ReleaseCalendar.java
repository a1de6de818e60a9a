package dev.morlens.api;

import dev.morlens.chain.value.Address;
import dev.morlens.diagnosis.finding.Words;
import dev.morlens.position.Position;
import dev.morlens.protocol.Network;
import dev.morlens.store.AddressAccounts.Due;
import java.net.URI;
import java.time.Instant;
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

    private final Network network;
    private final URI base;

    /** @param base where this server is found */
    ReleaseCalendar(Network network, URI base) {
        this.network = network;
        this.base = base;
    }

    String of(Position position) {
        Calendar calendar = new Calendar();
        calendar.add(new ProdId("-//MorLens//MOR of " + network.name() + "//EN"));
        calendar.add(ImmutableVersion.VERSION_2_0);
        Instant stamp = position.asOf().now();
        for (Due due : position.accounts().openSessions()) {
            calendar.add(event(
                    position.address(),
                    "end",
                    due,
                    stamp,
                    Words.mor(due.amount()) + ": " + count(due.count(), "session") + " to be closed",
                    "From now on the stake comes back when the user or a delegate closes the session."));
        }
        for (Due due : position.accounts().holds()) {
            calendar.add(event(
                    position.address(),
                    "release",
                    due,
                    stamp,
                    Words.mor(due.amount()) + " can be claimed",
                    "It stays in the contract until it is claimed with withdrawUserStakes."));
        }
        return calendar.toString();
    }

    private VEvent event(Address address, String kind, Due due, Instant stamp, String summary, String description) {
        VEvent event = new VEvent(false);
        event.add(new Uid(kind + "-" + due.at().getEpochSecond() + "-" + address + "@" + network.name() + ".morlens"));
        event.add(new DtStamp(stamp));
        event.add(new DtStart<>(due.at()));
        event.add(new Summary(summary));
        event.add(new Description(description));
        event.add(new Url(base.resolve("/" + network.name() + "/address/" + address.checksummed())));
        return event;
    }

    private static String count(int count, String thing) {
        return count == 1 ? "1 " + thing : count + " " + thing + "s";
    }
}
