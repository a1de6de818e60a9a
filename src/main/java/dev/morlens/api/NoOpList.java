package dev.morlens.api;

import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Transfers that moved nothing, the newest first. */
@Schema(name = "NoOps")
public record NoOpList(AsOfView asOf, List<NoOpView> items, Optional<String> nextCursor) implements ListView {}
