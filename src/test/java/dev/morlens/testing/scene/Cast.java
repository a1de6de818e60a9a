package dev.morlens.testing.scene;

import static dev.morlens.testing.scene.Scene.milliMor;
import static dev.morlens.testing.scene.Scene.person;

import dev.morlens.chain.value.Address;
import dev.morlens.ledger.entry.Bucket;
import dev.morlens.ledger.entry.FlowKind;
import dev.morlens.protocol.event.SessionId;
import java.time.Duration;
import java.time.Instant;

/**
 * A scene with everything in it: Ann has MOR in every bucket, a running and an overdue session, rows locked, claimable and
 * withdrawn; Pat provides; Ben has sent everything away.
 */
public record Cast(
        Scene scene, SessionId running, SessionId overdue, SessionId locked, SessionId claimable, SessionId withdrawn) {

    public static final Address ANN = person(1);
    public static final Address BEN = person(2);
    public static final Address PAT = person(3);

    /** Contracts that the configuration knows. */
    public static final Address BUILDERS = Address.of("0x" + "b1".repeat(20));

    public static final Address POOL = Address.of("0x" + "b2".repeat(20));

    /** In no scene. */
    public static final Address NOBODY = person(404);

    private static final Duration HOUR = Duration.ofHours(1);

    public static Cast act(String network) {
        Scene scene = new Scene(network);
        scene.mint(ANN, milliMor(5_000_000));
        scene.mint(BEN, milliMor(12));
        scene.transfer(BEN, ANN, milliMor(12));
        scene.shift(FlowKind.PROVIDER_STAKED, ANN, Bucket.WALLET, Bucket.PROVIDER_STAKE, milliMor(200));
        scene.shift(FlowKind.MODEL_STAKED, ANN, Bucket.WALLET, Bucket.MODEL_STAKE, milliMor(100));
        scene.shift(FlowKind.POOL_FUNDED, ANN, Bucket.WALLET, Bucket.STAKING_POOL, milliMor(77_777));
        SessionId withdrawn = scene.open(ANN, PAT, milliMor(28_160), HOUR);
        SessionId claimable = scene.open(ANN, PAT, milliMor(320_500), HOUR);
        scene.close(withdrawn, milliMor(28_000));
        scene.close(claimable, milliMor(319_999));
        scene.mine(Instant.parse("2026-11-21T08:00:00Z"));
        scene.claim(withdrawn);
        SessionId overdue = scene.open(ANN, PAT, milliMor(61_000), HOUR);
        scene.mine(Instant.parse("2026-11-23T18:00:00Z"));
        SessionId locked = scene.open(ANN, PAT, milliMor(847_200), HOUR, true);
        scene.mine(Instant.parse("2026-11-23T18:20:00Z"));
        scene.close(locked, milliMor(847_140));
        SessionId running = scene.open(ANN, PAT, milliMor(7_125), HOUR);
        scene.mine(Instant.parse("2026-11-23T18:45:00Z"));
        return new Cast(scene, running, overdue, locked, claimable, withdrawn);
    }
}
