package dev.morlens.api.movement;

import dev.morlens.api.answer.AsOfView;
import dev.morlens.api.answer.ListView;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Movements, the newest first. */
@Schema(name = "Movements")
public record MovementList(AsOfView asOf, List<MovementView> items, Optional<String> nextCursor) implements ListView {}
