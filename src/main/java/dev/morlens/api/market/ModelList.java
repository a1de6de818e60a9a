package dev.morlens.api.market;

import dev.morlens.api.answer.AsOfView;
import dev.morlens.api.answer.ListView;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Models, in the order asked for.
 *
 * @param unreadable how many others there are whose answer from the contract nobody can use, such as a name of megabytes
 */
@Schema(name = "Models")
public record ModelList(AsOfView asOf, List<ModelView> items, Optional<String> nextCursor, int unreadable)
        implements ListView {}
