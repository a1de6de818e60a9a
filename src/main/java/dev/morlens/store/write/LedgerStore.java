package dev.morlens.store.write;

import dev.morlens.chain.value.Address;
import dev.morlens.chain.value.BlockRef;
import dev.morlens.chain.value.Wei;
import dev.morlens.ledger.book.LedgerKeys;
import dev.morlens.ledger.entry.Bucket;
import dev.morlens.protocol.Network;
import dev.morlens.store.check.AuditStore;
import dev.morlens.store.check.ProfileStore;
import dev.morlens.store.check.RecheckStore;
import dev.morlens.store.db.Database;
import dev.morlens.store.db.LeaseLostException;
import dev.morlens.store.db.OtherChainException;
import dev.morlens.store.db.Schemas;
import dev.morlens.store.db.Transactions;
import dev.morlens.store.db.WriterLease;
import dev.morlens.store.feed.AddressesAudited;
import dev.morlens.store.feed.HeadChanged;
import dev.morlens.store.rows.RowReaders;
import dev.morlens.store.rows.SqlValues;
import dev.morlens.store.sql.TotalsSql;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The writing side of one network's index. Every method is one transaction. For one thread at a time; only {@link #load}
 * may run beside another, and then sees the store as it was before or after.
 */
public final class LedgerStore {

    /** Rises with every change of the ledger's rules: an index of another version must be rebuilt. */
    public static final int DERIVATION_VERSION = 3;

    private final Network network;
    private final Database database;
    private final Consumer<HeadChanged> landings;
    private final Consumer<AddressesAudited> audits;
    private final WriterLease writerLease;
    private final String schema;

    /** The checkpoint, where this store has written it: nobody else may. Null where it is not known. */
    private volatile BlockRef written;

    public LedgerStore(
            Network network,
            Database database,
            Consumer<HeadChanged> landings,
            Consumer<AddressesAudited> audits,
            WriterLease writerLease) {
        this.network = network;
        this.database = database;
        this.landings = landings;
        this.audits = audits;
        this.writerLease = writerLease;
        this.schema = Schemas.of(network.name());
    }

    /**
     * Makes the tables if need be and takes the right to write them.
     *
     * @throws LeaseLostException if another process has it
     */
    public void open() {
        database.migrate(schema);
        in(handle -> {
            writerLease.take(handle, database.isExclusive());
            return null;
        });
    }

    /** Gives the right to write back: the last thing to be done with a store. */
    public void release() {
        in(handle -> {
            writerLease.release(handle);
            return null;
        });
    }

    /** What is to be audited and what audits came to, under this store's right to write. */
    public AuditStore audits() {
        return new AuditStore(network.name(), database, writerLease, audits);
    }

    /** What asking about blocks again needs, under this store's right to write. */
    public RecheckStore rechecks() {
        return new RecheckStore(database, writerLease, schema);
    }

    /** What is known of the node's endpoints, under this store's right to write. */
    public ProfileStore profiles() {
        return new ProfileStore(database, writerLease, schema);
    }

    /** Which blocks are kept, and how final they are. */
    public BlockStore blocks() {
        return new BlockStore(database, schema);
    }

    /** A place to derive the tables anew, under this store's right to write. */
    public RebuildStore rebuild() {
        return new RebuildStore(network, database, writerLease, landings);
    }

    /** The indexes that only readers need, under this store's right to write. */
    public DeferredIndexes indexes() {
        return new DeferredIndexes(database, writerLease, schema);
    }

    /** The version of the rules that the accounts were derived by; empty before the first block. */
    public OptionalInt derivation() {
        return in(handle -> handle
                .createQuery("select derivation_version from checkpoint")
                .map(SqlValues.row(row -> row.int4("derivation_version")))
                .stream()
                .mapToInt(version -> version)
                .findFirst());
    }

    /** What the index was begun with; empty for a new one. */
    public Optional<NetworkFacts> facts() {
        return in(handle -> new FactsRow(handle).read());
    }

    /**
     * Remembers what the index is begun with.
     *
     * @throws OtherChainException if it was begun with another chain, token or Diamond
     */
    public void begin(NetworkFacts facts) {
        in(handle -> {
            new FactsRow(handle).write(network.name(), facts);
            return null;
        });
    }

    /** The last block that is wholly written. */
    public Optional<BlockRef> checkpoint() {
        return Optional.ofNullable(written).or(() -> in(RowReaders::checkpoint));
    }

    public LoadedState load(LedgerKeys ledgerKeys) {
        return in(handle -> new StateLoader(handle).load(ledgerKeys));
    }

    /**
     * Writes a batch with its checkpoint, then tells what it touched.
     *
     * @return the addresses it touched
     * @throws LeaseLostException if another process writes this network now; nothing is written then
     */
    public Set<Address> append(BlockBatch batch) {
        write(handle -> {
            BatchWriter writer = new BatchWriter(handle);
            writer.writeRaw(batch, network.token());
            writer.writeDerived(batch.postings());
            writer.checkpoint(batch.head(), batch.finalized(), DERIVATION_VERSION);
        });
        written = batch.head();
        Set<Address> touched = batch.touched();
        landings.accept(new HeadChanged(network.name(), batch.head(), touched, batch.mentioned(), batch.upgrades()));
        return touched;
    }

    /** Takes back every block above a fork; the addresses that this touched. */
    public Set<Address> undoTo(BlockRef ancestor) {
        written = null;
        Set<Address> touched = in(handle -> {
            writerLease.renew(handle);
            Set<Address> addresses = new BlockUndo(handle, ancestor).run();
            handle.createUpdate("update checkpoint set number = :number, hash = :hash, time = :time")
                    .bind("number", ancestor.number())
                    .bind("hash", ancestor.hash())
                    .bind("time", ancestor.time().getEpochSecond())
                    .execute();
            return addresses;
        });
        written = ancestor;
        landings.accept(new HeadChanged(network.name(), ancestor, touched));
        return touched;
    }

    /** The sum of every bucket over all addresses, in wei. */
    public Map<Bucket, Wei> bucketTotals() {
        return in(TotalsSql::now);
    }

    /** The same as it was at a block. */
    public Map<Bucket, Wei> totalsAt(long block) {
        return in(handle -> TotalsSql.at(handle, block));
    }

    /** How often each kind of anomaly was met. */
    public Map<String, Long> anomalyCounts() {
        return in(AnomalyCounts::of);
    }

    /** By derived table, a checksum of its content: two indexes of one history have the same. */
    public Map<String, String> checksums() {
        return in(Checksums::of);
    }

    /** Under the right to write, which the same transaction renews. */
    private void write(Transactions.Act work) {
        // A commit that fails may have been done.
        written = null;
        in(handle -> {
            writerLease.renew(handle);
            work.in(handle);
            return null;
        });
    }

    private <T> T in(Transactions.Work<T> work) {
        return Transactions.in(database.writing(), schema, work);
    }
}
