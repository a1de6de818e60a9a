package dev.morlens.settings;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/**
 * A setting that had another name once. Both are understood; where both are given, the stronger source counts, and in one
 * source the present name.
 *
 * @param before the older name
 * @param now the present name
 * @param value turns what was meant under the older name into what the present one takes
 */
public record RenamedSetting(String before, String now, UnaryOperator<String> value) {

    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,15}");

    /** What a block of Base took while that setting was a number of blocks. */
    private static final Duration BLOCK_THEN = Duration.ofSeconds(2);

    private static final List<RenamedSetting> ALL = List.of(
            renamed("morlens.serve", "morlens.networks-served"),
            renamed("morlens.database.check-every", "morlens.database.health-check-interval"),
            renamed("morlens.database.patience", "morlens.database.connection-timeout"),
            renamed("morlens.limits.head-patience", "morlens.limits.head-timeout"),
            renamed("morlens.limits.body-patience", "morlens.limits.body-timeout"),
            renamed("morlens.limits.unread-patience", "morlens.limits.unread-timeout"),
            renamed("morlens.indexer.audit-walk-interval", "morlens.indexer.audit.full-scan-interval"),
            renamed("morlens.indexer.book-size", "morlens.indexer.ledger-state-size"),
            renamed("morlens.indexer.second-look-interval", "morlens.indexer.recheck.head-interval"),
            new RenamedSetting(
                    "morlens.indexer.late-look-after",
                    "morlens.indexer.recheck.history-after",
                    RenamedSetting::ofBlocks),
            renamed("morlens.indexer.late-look-interval", "morlens.indexer.recheck.history-interval"),
            renamed("morlens.positions.look-every", "morlens.positions.head-poll-interval"),
            renamed("morlens.positions.node-patience", "morlens.positions.node-timeout"),
            renamed("morlens.positions.live-patience", "morlens.positions.live-timeout"),
            renamed("morlens.positions.recent", "morlens.positions.refresh-if-read-within"),
            renamed("morlens.preview.patience", "morlens.preview.timeout"));

    public static List<RenamedSetting> all() {
        return ALL;
    }

    private static RenamedSetting renamed(String before, String now) {
        return new RenamedSetting(before, now, UnaryOperator.identity());
    }

    /** A number of blocks of two seconds, as a duration; a duration as it is. */
    private static String ofBlocks(String value) {
        String given = value.strip();
        return NUMBER.matcher(given).matches()
                ? BLOCK_THEN.multipliedBy(Long.parseLong(given)).toString()
                : value;
    }

    /** The present name, with the index of a list's element if it has one; empty if this is not an older name of it. */
    Optional<String> nowOf(String name) {
        return swapped(name, before, now);
    }

    /** The other way round. */
    Optional<String> beforeOf(String name) {
        return swapped(name, now, before);
    }

    private static Optional<String> swapped(String name, String from, String to) {
        boolean is = name.startsWith(from) && (name.length() == from.length() || name.charAt(from.length()) == '[');
        return is ? Optional.of(to + name.substring(from.length())) : Optional.empty();
    }
}
