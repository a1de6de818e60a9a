package dev.morlens.api.market;

import dev.morlens.api.answer.AsOfView;
import dev.morlens.api.answer.ListView;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Providers, the largest stake first.
 *
 * @param unreadable how many others there are whose answer from the contract nobody can use
 */
@Schema(name = "Providers")
public record ProviderList(AsOfView asOf, List<ProviderView> items, Optional<String> nextCursor, int unreadable)
        implements ListView {}
