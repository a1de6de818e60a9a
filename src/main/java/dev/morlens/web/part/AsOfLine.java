package dev.morlens.web.part;

import dev.morlens.ask.AsOf;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * The line that says of which block a page is. How long ago that was is for scripts to say: a page outlives it.
 *
 * @param written when, by this server's clock: the visitor's may be wrong
 */
public record AsOfLine(String number, String hash, TimeText time, String finality, boolean stale, String written) {

    /** What nothing from outside can be told to say: pages show hostile text. */
    private static final String UNGUESSABLE = UUID.randomUUID().toString();

    private static final List<String> GAPS = Stream.of("number", "hash", "iso", "text", "field", "written")
            .map(name -> name + UNGUESSABLE)
            .toList();

    public static AsOfLine of(AsOf asOf) {
        return of(asOf, texts(asOf));
    }

    /** With {@link #gaps} in place of the block. */
    public static AsOfLine open(AsOf asOf) {
        return of(asOf, GAPS);
    }

    private static AsOfLine of(AsOf asOf, List<String> texts) {
        return new AsOfLine(
                texts.get(0),
                texts.get(1),
                TimeText.absolute(texts.get(2), texts.get(3), true),
                asOf.finality().name().toLowerCase(Locale.ROOT),
                asOf.stale(),
                texts.get(5));
    }

    /** What stands in a page that is to be filled in when it is sent. */
    public static List<byte[]> gaps() {
        return bytes(GAPS);
    }

    /** What fills them. */
    public static List<byte[]> block(AsOf asOf) {
        return bytes(texts(asOf));
    }

    private static List<String> texts(AsOf asOf) {
        String iso = asOf.now().toString();
        return List.of(
                String.valueOf(asOf.block().number()),
                asOf.block().hash().toString(),
                iso,
                TimeText.text(asOf.now()),
                field(iso),
                Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
    }

    private static List<byte[]> bytes(List<String> texts) {
        return texts.stream().map(text -> text.getBytes(StandardCharsets.UTF_8)).toList();
    }

    /** As a browser's field for a time has it. */
    public String field() {
        return time.iso().equals(GAPS.get(2)) ? GAPS.get(4) : field(time.iso());
    }

    /** As {@code FindingText.block} has it. */
    public String words() {
        return "block " + number + " (" + time.text() + ")";
    }

    private static String field(String iso) {
        return iso.replace("Z", "");
    }
}
