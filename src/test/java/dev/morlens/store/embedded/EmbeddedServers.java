package dev.morlens.store.embedded;

import java.io.IOException;
import java.nio.file.Path;

/** What no server should have to expect. */
public final class EmbeddedServers {

    private EmbeddedServers() {}

    /** SIGKILL to the server of a data directory and all that it has started. */
    public static void kill(Path directory) throws IOException {
        long pid = Postmaster.of(directory).orElseThrow().pid();
        ProcessHandle postmaster = ProcessHandle.of(pid).orElseThrow();
        var children = postmaster.descendants().toList();
        postmaster.destroyForcibly();
        children.forEach(ProcessHandle::destroyForcibly);
        postmaster.onExit().join();
    }
}
