package dev.morlens.chain.rpc.answer;

import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What node providers say where their error code says nothing or something else. The only place that looks at messages; the
 * wordings are in {@link ProviderWordings}.
 */
public final class ProviderMessages {

    public enum Meaning {
        /** Fewer blocks in one question for logs, whatever they hold. */
        TOO_MANY_BLOCKS,
        /** Fewer logs, or bytes, in one answer. */
        TOO_MANY_RESULTS,
        /** Fewer questions in one batch. */
        BATCH_TOO_LARGE,
        /** The logs of that block are not kept here: another endpoint may have them. */
        LOGS_GONE,
        /** The state of that block is pruned: asking again does not bring it back. */
        STATE_GONE,
        /** The node does not have the block: a lagging replica, or it is reorganised away. */
        UNKNOWN_BLOCK,
        /** Payment, a key, a larger plan or other rights are missing, or the allowance of the day or month is used up. */
        NO_ACCESS,
        /** Too many questions just now. */
        TOO_OFTEN,
        /** The contract refused, which is an answer. */
        REVERTED,
        /** The call needs more gas than the node gives to one: asking again does not change that. */
        TOO_COSTLY,
        /** The node does not begin the call: it, or the gas that it asks for, is larger than the node allows. */
        CALL_TOO_LARGE,
        /** The provider does not offer the method, or not in this plan. */
        METHOD_NOT_OFFERED,
        /** The method does not take that many parameters, such as an {@code eth_call} with a state override. */
        PARAMETER_REFUSED,
        /** Blocks are not simulated at the times, or in the order, that were asked for. */
        NOT_SIMULATED,
        /** The question took longer than the node gives to one: at another time, or of fewer blocks, it may not. */
        TIMED_OUT
    }

    /**
     * One wording.
     *
     * @param source who says so, and where that is to be seen
     * @param words with a group named {@code cap} where they name a number that is allowed
     */
    record Row(String source, Meaning meaning, Pattern words) {}

    /** @param cap the number that the words say is allowed, of blocks or logs */
    record ProviderMatch(Meaning meaning, OptionalLong cap) {}

    /** Alchemy and Infura give both ends in hexadecimal digits, Reth in decimal ones. */
    private static final Pattern SUGGESTED = Pattern.compile(
            "block range(?: should work:)? \\[0x([0-9a-f]{1,15}), ?0x([0-9a-f]{1,15})]|with the range (\\d{1,18})-(\\d{1,18})",
            Pattern.CASE_INSENSITIVE);

    /** Words come to the point by then, and a longer text takes patterns long. */
    private static final int READ = 2_000;

    private static final int HEXADECIMAL = 16;
    private static final int DECIMAL = 10;

    private ProviderMessages() {}

    /** What an error means, judged by its message and data; empty if no row knows it. */
    public static Optional<Meaning> meaning(RpcError error) {
        return find(error).map(ProviderMatch::meaning);
    }

    /** The same with the number that the words name. */
    static Optional<ProviderMatch> find(RpcError error) {
        String text = text(error);
        for (Row row : ProviderWordings.ROWS) {
            Matcher matcher = row.words().matcher(text);
            if (matcher.find()) {
                return Optional.of(new ProviderMatch(row.meaning(), cap(matcher)));
            }
        }
        return Optional.empty();
    }

    private static String text(RpcError error) {
        return beginning(error.message()) + " " + beginning(error.data());
    }

    private static String beginning(String words) {
        return words.substring(0, Math.min(READ, words.length()));
    }

    private static OptionalLong cap(Matcher matcher) {
        String digits = matcher.namedGroups().containsKey("cap") ? matcher.group("cap") : null;
        return digits == null ? OptionalLong.empty() : number(digits);
    }

    /** As people write numbers: 2000, 10,000, 10k. */
    private static OptionalLong number(String text) {
        String digits = text.replaceAll("\\D", "");
        if (digits.isEmpty() || digits.length() > 15) {
            return OptionalLong.empty();
        }
        long factor = text.toLowerCase(Locale.ROOT).endsWith("k") ? 1_000 : 1;
        return OptionalLong.of(Long.parseLong(digits) * factor);
    }

    /** How many blocks, from the first one asked for on, the words say that the node would take. */
    static OptionalLong suggestedBlocks(RpcError error) {
        Matcher matcher = SUGGESTED.matcher(text(error));
        if (!matcher.find()) {
            return OptionalLong.empty();
        }
        int group = matcher.group(1) == null ? 3 : 1;
        int radix = group == 1 ? HEXADECIMAL : DECIMAL;
        long first = Long.parseLong(matcher.group(group), radix);
        long last = Long.parseLong(matcher.group(group + 1), radix);
        return last < first ? OptionalLong.empty() : OptionalLong.of(last - first + 1);
    }
}
