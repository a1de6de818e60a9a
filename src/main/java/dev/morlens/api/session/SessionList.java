package dev.morlens.api.session;

import dev.morlens.api.answer.AsOfView;
import dev.morlens.api.answer.ListView;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Sessions, the newest opening first. */
@Schema(name = "Sessions")
public record SessionList(AsOfView asOf, List<SessionView> items, Optional<String> nextCursor) implements ListView {}
