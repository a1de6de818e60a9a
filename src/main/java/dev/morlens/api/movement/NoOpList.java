package dev.morlens.api.movement;

import dev.morlens.api.answer.AsOfView;
import dev.morlens.api.answer.ListView;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Transfers that moved nothing, the newest first. */
@Schema(name = "NoOps")
public record NoOpList(AsOfView asOf, List<NoOpView> items, Optional<String> nextCursor) implements ListView {}
