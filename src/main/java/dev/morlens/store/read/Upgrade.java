package dev.morlens.store.read;

import dev.morlens.chain.value.BlockRef;
import dev.morlens.protocol.event.ProtocolEvent.FacetCut;
import java.util.List;

/** An upgrade of the contract: its facets as they were changed, in order. */
public record Upgrade(BlockRef block, List<FacetCut> cuts) {}
