package dev.morlens.indexer;

import dev.morlens.protocol.Network;
import dev.morlens.store.embedded.ServerLogin;
import dev.morlens.testing.chain.DevChain;
import dev.morlens.testing.server.TestDatabase;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;

/** Starts indexers in processes of their own. */
final class IndexerProcesses {

    private IndexerProcesses() {}

    static Process start(Network network, DevChain chain) throws IOException {
        ServerLogin login = TestDatabase.login();
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        IndexerProcess.class.getName(),
                        network.name(),
                        String.valueOf(network.chainId()),
                        network.token().toString(),
                        network.diamond().toString(),
                        chain.rpcUrl().toString(),
                        login.url(),
                        login.user(),
                        login.password())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(new File("target/killed-indexer.log")))
                .start();
    }
}
