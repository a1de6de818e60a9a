package dev.morlens.web.part;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Notes, while a page is made, from when on what it says of times reads differently. */
public final class TextChanges {

    private static final ScopedValue<Collection<Instant>> NOTED = ScopedValue.newInstance();

    private TextChanges() {}

    /** @param first of all that were noted; empty if it reads the same for ever */
    public record Noted<T>(T value, Optional<Instant> first) {}

    /** By the calling thread alone. */
    public static <T> Noted<T> noting(Supplier<T> making) {
        List<Instant> noted = new ArrayList<>();
        T value = ScopedValue.where(NOTED, noted).call(making::get);
        return new Noted<>(value, noted.stream().min(Instant::compareTo));
    }

    public static void note(Instant change) {
        if (NOTED.isBound()) {
            NOTED.get().add(change);
        }
    }
}
