package dev.morlens.store.check;

import dev.morlens.chain.profile.Capability.Missing;
import dev.morlens.chain.profile.LearntFact;
import dev.morlens.chain.profile.ProfileSnapshot;
import dev.morlens.store.db.Database;
import dev.morlens.store.db.LeaseLostException;
import dev.morlens.store.db.Transactions;
import dev.morlens.store.db.WriterLease;
import dev.morlens.store.rows.SqlValues;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/** What was learnt of a network's endpoints, over restarts. For the indexer's own thread. */
public final class ProfileStore {

    private record Fact(String endpoint, String name, Long value, String words, Instant at) {

        LearntFact learnt() {
            return new LearntFact(value, at);
        }

        Missing missing() {
            return new Missing(words, at);
        }
    }

    private final Database database;
    private final WriterLease writerLease;
    private final String schema;

    public ProfileStore(Database database, WriterLease writerLease, String schema) {
        this.database = database;
        this.writerLease = writerLease;
        this.schema = schema;
    }

    /** By the endpoints' names; one of which nothing is known is not there. */
    public Map<String, ProfileSnapshot> load() {
        return in(handle -> handle
                .createQuery("select endpoint, fact, value, words, at from endpoint_facts")
                .map(SqlValues.row(row -> new Fact(
                        row.text("endpoint"),
                        row.text("fact"),
                        row.has("value") ? row.int8("value") : null,
                        row.has("words") ? row.text("words") : null,
                        row.time("at"))))
                .stream()
                .collect(Collectors.groupingBy(Fact::endpoint))
                .entrySet()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, entry -> snapshot(entry.getValue()))));
    }

    /**
     * Replaces what was known before.
     *
     * @throws LeaseLostException if another process writes this network now; nothing is written then
     */
    public void keep(Map<String, ProfileSnapshot> profiles) {
        in(handle -> {
            writerLease.renew(handle);
            handle.execute("delete from endpoint_facts");
            profiles.forEach((endpoint, profile) -> insert(handle, endpoint, profile));
            return null;
        });
    }

    private static ProfileSnapshot snapshot(Iterable<Fact> facts) {
        Map<String, Fact> byName = new HashMap<>();
        facts.forEach(fact -> byName.put(fact.name(), fact));
        return new ProfileSnapshot(
                learnt(byName, "batch"),
                learnt(byName, "multicall"),
                learnt(byName, "log-blocks"),
                learnt(byName, "log-results"),
                learnt(byName, "logs-from"),
                missing(byName, "log-times"),
                missing(byName, "finality-tags"),
                missing(byName, "simulation"),
                learnt(byName, "overrides"),
                missing(byName, "no-overrides"));
    }

    private static Optional<LearntFact> learnt(Map<String, Fact> facts, String name) {
        return Optional.ofNullable(facts.get(name)).map(Fact::learnt);
    }

    private static Optional<Missing> missing(Map<String, Fact> facts, String name) {
        return Optional.ofNullable(facts.get(name)).map(Fact::missing);
    }

    private static void insert(Handle handle, String endpoint, ProfileSnapshot profile) {
        try (PreparedBatch batch = handle.prepareBatch("""
                insert into endpoint_facts (endpoint, fact, value, words, at)
                values (:endpoint, :fact, :value, :words, :at)
                """)) {
            add(batch, endpoint, "batch", profile.batch());
            add(batch, endpoint, "multicall", profile.multicall());
            add(batch, endpoint, "log-blocks", profile.logBlocks());
            add(batch, endpoint, "log-results", profile.logResults());
            add(batch, endpoint, "logs-from", profile.logsFrom());
            addMissing(batch, endpoint, "log-times", profile.noLogTimes());
            addMissing(batch, endpoint, "finality-tags", profile.noFinalityTags());
            addMissing(batch, endpoint, "simulation", profile.noSimulation());
            add(batch, endpoint, "overrides", profile.overrides());
            addMissing(batch, endpoint, "no-overrides", profile.noOverrides());
            if (batch.size() > 0) {
                batch.execute();
            }
        }
    }

    private static void add(PreparedBatch batch, String endpoint, String name, Optional<LearntFact> known) {
        known.ifPresent(learntFact -> batch.bind("endpoint", endpoint)
                .bind("fact", name)
                .bind("value", learntFact.value())
                .bind("words", (String) null)
                .bind("at", learntFact.at().getEpochSecond())
                .add());
    }

    private static void addMissing(PreparedBatch batch, String endpoint, String name, Optional<Missing> known) {
        known.ifPresent(missing -> batch.bind("endpoint", endpoint)
                .bind("fact", name)
                .bind("value", (Long) null)
                .bind("words", missing.why())
                .bind("at", missing.since().getEpochSecond())
                .add());
    }

    private <T> T in(Transactions.Work<T> work) {
        return Transactions.in(database.writing(), schema, work);
    }
}
