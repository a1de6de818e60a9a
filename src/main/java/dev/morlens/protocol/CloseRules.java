package dev.morlens.protocol;

import dev.morlens.chain.value.Hash;
import dev.morlens.protocol.math.HoldRule;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Which rule a contract applies that closes sessions, by the hash of its code (docs/protocol.md, P53). We know of none
 * by heart: an entry is somebody's who has read or built that code.
 */
public record CloseRules(Map<Hash, HoldRule> byCode) {

    /**
     * @param entries {@code 0x… = rule}, the hash being {@code keccak256} of the code as deployed
     * @throws IllegalArgumentException if one cannot be read, or two contradict each other
     */
    public static CloseRules of(List<String> entries) {
        Map<Hash, HoldRule> rules = new HashMap<>();
        for (String entry : entries) {
            String[] parts = entry.split("=", -1);
            HoldRule holdRule = parts.length == 2 ? rule(entry, parts[1].strip()) : unreadable(entry);
            HoldRule before = rules.putIfAbsent(hash(entry, parts[0].strip()), holdRule);
            if (before != null && before != holdRule) {
                throw new IllegalArgumentException("close-rules: expected each code once, got '" + entry + "' beside "
                        + name(before) + " for the same code");
            }
        }
        return new CloseRules(Map.copyOf(rules));
    }

    public Optional<HoldRule> of(Hash code) {
        return Optional.ofNullable(byCode.get(code));
    }

    private static Hash hash(String entry, String text) {
        try {
            return Hash.of(text);
        } catch (IllegalArgumentException e) {
            return unreadable(entry);
        }
    }

    private static HoldRule rule(String entry, String text) {
        return switch (text) {
            case "classic" -> HoldRule.CLASSIC;
            case "day-lock" -> HoldRule.DAY_LOCK;
            case "pool" -> HoldRule.POOL;
            default -> unreadable(entry);
        };
    }

    private static String name(HoldRule holdRule) {
        return holdRule.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static <T> T unreadable(String entry) {
        throw new IllegalArgumentException("close-rules: expected the hash of a contract's code (0x and 64 hexadecimal"
                + " digits), '=' and classic, day-lock or pool, got '" + entry + "'");
    }
}
