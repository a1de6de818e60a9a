package dev.morlens.http;

import dev.morlens.ask.AnswerSource;
import dev.morlens.chain.value.Address;
import dev.morlens.chain.value.Hash;
import dev.morlens.ledger.entry.Bucket;
import dev.morlens.market.offer.ModelFilter;
import dev.morlens.market.offer.ModelType;
import dev.morlens.position.list.Listing.PageRequest;
import dev.morlens.position.time.AsOfTime;
import dev.morlens.protocol.event.SessionId;
import dev.morlens.store.criteria.HoldState;
import dev.morlens.store.criteria.SessionPhase;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Reads the parts of a question strictly: whole strings only, and an error says what would have been right. */
public final class Params {

    public static final int MOST = 500;
    private static final int USUAL = 50;
    private static final int LONGEST_WORDS = 100;
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,9}");

    private Params() {}

    public static Address address(String field, String text) {
        return parse(field, text, Address::checked);
    }

    public static SessionId session(String text) {
        return parse("sessionId", text, SessionId::of);
    }

    public static Hash hash(String field, String text) {
        return parse(field, text, Hash::of);
    }

    public static Optional<Address> optionalAddress(String field, String text) {
        return Optional.ofNullable(text).map(given -> address(field, given));
    }

    public static Optional<Hash> optionalHash(String field, String text) {
        return Optional.ofNullable(text).map(given -> hash(field, given));
    }

    public static PageRequest part(String limit, String cursor) {
        return new PageRequest(count("limit", limit, USUAL, MOST), Optional.ofNullable(cursor));
    }

    /** A number from 1 on. */
    public static int count(String field, String text, int usual, int most) {
        if (text == null) {
            return usual;
        }
        if (!NUMBER.matcher(text).matches() || Integer.parseInt(text) < 1 || Integer.parseInt(text) > most) {
            throw new BadParameterException(
                    field, "expected a whole number from 1 to " + most + ", got '" + SafeText.bounded(text, 40) + "'");
        }
        return Integer.parseInt(text);
    }

    public static Optional<SessionPhase> sessionState(String text) {
        return oneOf("state", text, List.of(SessionPhase.values()), Params::name);
    }

    public static Optional<HoldState> holdState(String text) {
        return oneOf("state", text, List.of(HoldState.values()), Params::name);
    }

    public static Optional<Bucket> bucket(String text) {
        return oneOf(
                "bucket",
                text,
                Arrays.stream(Bucket.values()).filter(Bucket::owned).toList(),
                Bucket::json);
    }

    /** The past is the index's alone. */
    public static Optional<AnswerSource> source(String text, AsOfTime asOfTime) {
        Optional<AnswerSource> source = oneOf("source", text, List.of(AnswerSource.values()), Params::name);
        if (asOfTime.isPast() && source.equals(Optional.of(AnswerSource.LIVE))) {
            throw new BadParameterException(
                    "source", "expected index with block or at, got live: nodes forget the past");
        }
        return source;
    }

    public static ModelFilter models(String tag, String type, String text, String state, String sort) {
        return new ModelFilter(
                Optional.ofNullable(tag).map(given -> words("tag", given)),
                oneOf("type", type, List.of(ModelType.values()), Params::name),
                Optional.ofNullable(text).map(given -> words("text", given)),
                offerState(state, ModelFilter.ModelState.ACTIVE),
                oneOf("sort", sort, List.of(ModelFilter.Sort.values()), Params::name)
                        .orElse(ModelFilter.Sort.PROVIDERS));
    }

    public static ModelFilter.ModelState offerState(String text, ModelFilter.ModelState usual) {
        return oneOf("state", text, List.of(ModelFilter.ModelState.values()), Params::name)
                .orElse(usual);
    }

    private static String words(String field, String text) {
        if (text.isBlank() || text.length() > LONGEST_WORDS) {
            throw new BadParameterException(
                    field, "expected 1 to " + LONGEST_WORDS + " characters, got " + text.length());
        }
        return text.strip();
    }

    /** The one of the accepted values that has this name; nothing if none was given. */
    public static <T> Optional<T> oneOf(String field, String text, List<T> accepted, Function<T, String> name) {
        if (text == null) {
            return Optional.empty();
        }
        Optional<T> found =
                accepted.stream().filter(one -> name.apply(one).equals(text)).findFirst();
        if (found.isEmpty()) {
            throw new BadParameterException(
                    field,
                    "expected one of "
                            + accepted.stream().map(name).collect(Collectors.joining(", ")) + "; got '"
                            + SafeText.bounded(text, 40) + "'");
        }
        return found;
    }

    public static String name(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static <T> T parse(String field, String text, Function<String, T> parser) {
        try {
            return parser.apply(text);
        } catch (IllegalArgumentException e) {
            throw new BadParameterException(field, SafeText.bounded(e.getMessage(), 300));
        }
    }
}
