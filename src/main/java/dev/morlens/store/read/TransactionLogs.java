package dev.morlens.store.read;

import dev.morlens.chain.value.BlockRef;
import java.util.List;

/**
 * What a transaction logged beside what became flows.
 *
 * @param byContract whether the Diamond logged something in it
 * @param approves whether it set what somebody may take of a wallet
 * @param noOps its transfers that moved nothing, in order
 */
public record TransactionLogs(BlockRef block, boolean byContract, boolean approves, List<NoOpTransfer> noOps) {}
