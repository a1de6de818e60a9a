package dev.morlens.testing.server;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.List;

/** A server with a resource of its own, instead of the chain that the other tests over HTTP share. */
public abstract class ResourceProfile implements QuarkusTestProfile {

    private final Class<? extends QuarkusTestResourceLifecycleManager> resource;

    protected ResourceProfile(Class<? extends QuarkusTestResourceLifecycleManager> resource) {
        this.resource = resource;
    }

    @Override
    public boolean disableGlobalTestResources() {
        return true;
    }

    @Override
    public List<TestResourceEntry> testResources() {
        return List.of(new TestResourceEntry(resource));
    }
}
