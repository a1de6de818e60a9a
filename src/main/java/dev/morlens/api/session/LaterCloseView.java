package dev.morlens.api.session;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.morlens.api.answer.DryRunView;
import dev.morlens.chain.value.Wei;
import dev.morlens.http.Params;
import dev.morlens.preview.close.ClosePreview;
import dev.morlens.preview.close.NextClose;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What a close comes to if it lands in a later second than the earliest that the next block can have. */
@Schema(name = "LaterClose")
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record LaterCloseView(
        @Schema(description = "The block time that this is computed for")
        Instant computedFor,

        @Schema(
                enumeration = {"session-end", "midnight"},
                description = "What is reached by then; absent where only some more seconds have to be paid")
        Optional<String> reached,

        Optional<Wei> returnedAmount,
        Optional<Wei> heldAmount,

        @Schema(description = "Absent if nothing would be held")
        Optional<Instant> releaseAt,

        @Schema(
                description =
                        "In a simulated block of that time; absent if no node could be asked, or none can simulate one")
        Optional<DryRunView> dryRun) {

    static List<LaterCloseView> of(NextClose close) {
        return close.ifLater().stream().map(LaterCloseView::of).toList();
    }

    private static LaterCloseView of(NextClose.LaterClose laterClose) {
        ClosePreview close = laterClose.close();
        return new LaterCloseView(
                close.closedAt(),
                laterClose.reached().map(Params::name),
                close.returned(),
                close.held(),
                close.releaseAt(),
                close.dryRun().map(DryRunView::of));
    }
}
