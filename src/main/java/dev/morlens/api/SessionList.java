package dev.morlens.api;

import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Sessions, the newest opening first. */
@Schema(name = "Sessions")
public record SessionList(AsOfView asOf, List<SessionView> items, Optional<String> nextCursor) implements ListView {}
