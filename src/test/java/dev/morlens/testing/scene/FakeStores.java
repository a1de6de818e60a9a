package dev.morlens.testing.scene;

import dev.morlens.store.db.StoreUnavailableException;
import dev.morlens.store.read.NetworkReads;
import dev.morlens.store.read.Stores;
import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/** Scenes by network, in place of PostgreSQL. */
@Alternative
@Singleton
public class FakeStores implements Stores {

    private final Map<String, Scene> scenes = new ConcurrentHashMap<>();
    private final AtomicInteger reads = new AtomicInteger();
    private volatile boolean down;
    private volatile Runnable afterRead = () -> {};

    public void show(String network, Scene scene) {
        scenes.put(network, scene);
    }

    /** Takes the database away, or brings it back. */
    public void down(boolean isDown) {
        down = isDown;
    }

    /** How often somebody has asked. */
    public int reads() {
        return reads.get();
    }

    /** Done once, after the next question has been answered and before its answer is given back. */
    public void afterNextRead(Runnable act) {
        afterRead = act;
    }

    @Override
    public <T> T read(String network, Function<NetworkReads, T> question) {
        reads.incrementAndGet();
        if (down) {
            throw new StoreUnavailableException("the database is away for a test");
        }
        T answer = question.apply(new FakeReads(scenes.getOrDefault(network, Scene.notBegun())));
        Runnable act = afterRead;
        afterRead = () -> {};
        act.run();
        return answer;
    }
}
