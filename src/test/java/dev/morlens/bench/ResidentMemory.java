package dev.morlens.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What a process has resident, in MB; Linux only. */
record ResidentMemory(long pid) {

    double megabytes() throws IOException {
        return megabytes("VmRSS:");
    }

    /** The most it ever was. */
    double peakMegabytes() throws IOException {
        return megabytes("VmHWM:");
    }

    private double megabytes(String kind) throws IOException {
        return Files.readAllLines(Path.of("/proc", String.valueOf(pid), "status")).stream()
                .filter(line -> line.startsWith(kind))
                .mapToDouble(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1_024.0)
                .findFirst()
                .orElseThrow();
    }
}
