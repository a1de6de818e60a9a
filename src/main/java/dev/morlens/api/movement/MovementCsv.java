package dev.morlens.api.movement;

import dev.morlens.api.answer.QueryResponder;
import dev.morlens.chain.value.Address;
import dev.morlens.ledger.entry.Flow;
import dev.morlens.position.list.Listing;
import dev.morlens.position.list.Movement;
import dev.morlens.protocol.Network;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriBuilder;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/** Movements for a spreadsheet: one a line, amounts in wei, and no cell that a spreadsheet would run. */
public final class MovementCsv {

    public static final String TYPE = "text/csv";

    private static final MediaType MEDIA = MediaType.valueOf(TYPE);
    private static final Pattern NUMBER = Pattern.compile("-?[0-9]+");
    private static final String RUNS = "=+-@\t\r\n";

    private static final CSVFormat FORMAT = CSVFormat.RFC4180
            .builder()
            .setHeader(
                    "blockNumber",
                    "logIndex",
                    "seq",
                    "txHash",
                    "timestamp",
                    "kind",
                    "fromAddress",
                    "fromBucket",
                    "toAddress",
                    "toBucket",
                    "amountWei",
                    "sessionId")
            .get();

    private MovementCsv() {}

    /** A link cannot set headers, so that {@code ?format=csv} counts as much as {@code Accept}. */
    public static boolean isWanted(Optional<String> format, HttpHeaders request) {
        return format.map("csv"::equals).orElseGet(() -> isAccepted(request));
    }

    private static boolean isAccepted(HttpHeaders request) {
        return request.getAcceptableMediaTypes().stream()
                .filter(type -> type.isCompatible(MEDIA) || type.isCompatible(MediaType.APPLICATION_JSON_TYPE))
                .findFirst()
                .filter(first -> !first.isWildcardSubtype() && first.isCompatible(MEDIA))
                .isPresent();
    }

    /** The next part, if there is one, is in the {@code Link} header. */
    public static Response answer(
            Network network, Address address, Listing<Movement> movements, QueryResponder queryResponder, UriInfo uri) {
        var response = queryResponder
                .in(
                        TYPE + ";charset=UTF-8",
                        text(movements.items().stream().map(Movement::flow).toList()),
                        movements.asOf())
                .header("MorLens-Block", movements.asOf().block().number())
                .header(
                        "Content-Disposition",
                        "attachment; filename=\"%s-%s-%d.csv\""
                                .formatted(
                                        network.name(),
                                        address,
                                        movements.asOf().block().number()));
        movements.next().ifPresent(cursor -> response.header("Link", "<" + next(uri, cursor) + ">; rel=\"next\""));
        return response.build();
    }

    static String text(List<Flow> flows) {
        StringWriter out = new StringWriter();
        try (CSVPrinter printer = new CSVPrinter(out, FORMAT)) {
            for (Flow flow : flows) {
                printer.printRecord(cells(flow).stream().map(MovementCsv::harmless));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory failed", e);
        }
        return out.toString();
    }

    /** A spreadsheet takes a cell that begins so for a formula, unless it is a plain number. */
    static String harmless(String cell) {
        boolean runs = !cell.isEmpty()
                && RUNS.indexOf(cell.charAt(0)) >= 0
                && !NUMBER.matcher(cell).matches();
        return runs ? "'" + cell : cell;
    }

    private static List<String> cells(Flow flow) {
        return List.of(
                String.valueOf(flow.block().number()),
                String.valueOf(flow.logIndex()),
                String.valueOf(flow.seq()),
                flow.txHash().toString(),
                flow.block().time().toString(),
                flow.kind().json(),
                flow.from().owner().checksummed(),
                flow.from().bucket().json(),
                flow.to().owner().checksummed(),
                flow.to().bucket().json(),
                flow.amount().toString(),
                flow.session().map(Object::toString).orElse(""));
    }

    private static String next(UriInfo uri, String cursor) {
        var here = uri.getRequestUri();
        return UriBuilder.fromPath(here.getRawPath())
                .replaceQuery(here.getRawQuery())
                .replaceQueryParam("cursor", cursor)
                .build()
                .toString();
    }
}
