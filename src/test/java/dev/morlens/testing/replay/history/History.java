package dev.morlens.testing.replay.history;

import dev.morlens.chain.value.Address;
import dev.morlens.testing.replay.view.StateAt;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** A whole chain, which can grow and fork at its head while it is read: readers synchronize on it. */
public final class History {

    private final World world;
    private final Life life;
    private long head;
    private StateAt last;

    History(World world, Life life, long head) {
        this.world = world;
        this.life = life;
        this.head = head;
    }

    public World world() {
        return world;
    }

    public BlockClock clock() {
        return world.clock;
    }

    public synchronized long head() {
        return head;
    }

    public synchronized int logCount() {
        return world.logs.size();
    }

    public synchronized int sessionCount() {
        return world.sessions.size();
    }

    /** The address with the most sessions, if the scale has one. */
    public synchronized Address largest() {
        return world.actors.address(life.largest());
    }

    public synchronized BigInteger balance(Address owner) {
        int actor = world.actors.number(owner);
        return actor < 0 ? BigInteger.ZERO : Unit.wei(world.actors.balance(actor));
    }

    /** The wallets at the head, in wei; whoever never had anything is not there. */
    public synchronized Map<Address, BigInteger> balances() {
        Map<Address, BigInteger> balances = new HashMap<>();
        for (int actor = 1; actor < world.actors.size(); actor++) {
            balances.put(world.actors.address(actor), Unit.wei(world.actors.balance(actor)));
        }
        return balances;
    }

    /** What both contracts hold at the end of a block up to the head. */
    public synchronized StateAt at(long block) {
        if (last == null || last.block() != block) {
            last = new StateAt(world, block);
        }
        return last;
    }

    /** One more block with some life in it. */
    public MinedBlock mine() {
        return mine(() -> {
            int before = world.logs.size();
            while (world.logs.size() == before) {
                life.act();
            }
        });
    }

    /** One more block in which the treasury sends somebody a MOR. */
    public MinedBlock mineTransfer(Address to) {
        return mine(() -> {
            int actor = world.actors.number(to);
            if (actor < 0) {
                throw new IllegalArgumentException("expected an address of this history, got " + to);
            }
            world.transfer(Actors.TREASURY, actor, Unit.MOR);
        });
    }

    /** One more block without a log. */
    public MinedBlock mineEmpty() {
        return mine(() -> {});
    }

    /** Blocks with life in them. */
    public void mine(int blocks) {
        for (int i = 0; i < blocks; i++) {
            mine();
        }
    }

    private synchronized MinedBlock mine(Runnable content) {
        last = null;
        int from = world.logs.size();
        world.clock.tick(head + 1);
        world.moveTo((int) head + 1);
        content.run();
        head++;
        int logs = world.logs.size() - from;
        return new MinedBlock(head, world.clock.hash(head), logs, touched(from), System.nanoTime());
    }

    private Set<Address> touched(int from) {
        Set<Address> touched = new HashSet<>();
        for (int log = from; log < world.logs.size(); log++) {
            if (world.logs.kind(log).isTransfer()) {
                touched.add(world.actors.address(world.moves.sender(log)));
                touched.add(world.actors.address(world.moves.receiver(log)));
            }
        }
        return touched;
    }

    /** Replaces the newest blocks by as many others and one more, with life in them. */
    public synchronized void fork(int depth) {
        last = null;
        head -= depth;
        world.clock.fork(head + 1);
        world.undoAbove((int) head);
        mine(depth + 1);
    }
}
