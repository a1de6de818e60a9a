package dev.morlens.testing.server;

import dev.morlens.chain.profile.EndpointProfile;
import java.time.InstantSource;

/** Profiles of endpoints of which nothing is known yet. */
public final class Profiles {

    private Profiles() {}

    /** With the limits that the configuration has by default. */
    public static EndpointProfile fresh() {
        return new EndpointProfile(50, 500, InstantSource.system());
    }
}
