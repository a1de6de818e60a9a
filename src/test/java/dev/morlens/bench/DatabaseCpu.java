package dev.morlens.bench;

import dev.morlens.store.embedded.EmbeddedServers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** How long an embedded PostgreSQL's processes have kept processors busy, ended ones among them; Linux only. */
final class DatabaseCpu {

    /** Of a second, on every Linux of today. */
    private static final double TICKS = 100;

    /** Where, behind the name in brackets, {@code /proc/PID/stat} has utime, stime, cutime and cstime. */
    private static final int FIRST_TIME = 11;

    private final Path data;

    DatabaseCpu(Path data) {
        this.data = data;
    }

    double seconds() throws IOException {
        long postmaster = EmbeddedServers.pid(data);
        double seconds = ofProcess(postmaster);
        for (ProcessHandle child :
                ProcessHandle.of(postmaster).orElseThrow().children().toList()) {
            seconds += ofProcess(child.pid());
        }
        return seconds;
    }

    /** Its own and of those children that it has seen end; 0 if it has just ended itself. */
    private static double ofProcess(long pid) throws IOException {
        Path stat = Path.of("/proc", String.valueOf(pid), "stat");
        if (!Files.exists(stat)) {
            return 0;
        }
        String line = Files.readString(stat);
        String[] fields = line.substring(line.lastIndexOf(')') + 2).split(" ");
        long ticks = 0;
        for (int i = FIRST_TIME; i < FIRST_TIME + 4; i++) {
            ticks += Long.parseLong(fields[i]);
        }
        return ticks / TICKS;
    }
}
