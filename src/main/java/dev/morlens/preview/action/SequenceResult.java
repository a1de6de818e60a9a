package dev.morlens.preview.action;

import dev.morlens.chain.value.Wei;
import java.util.List;

/**
 * What the calls of an action would come to in their order.
 *
 * @param received what each of the first calls would pay, in wei, by the transfers that a node found; empty where it could
 *     not tell
 */
public record SequenceResult(DryRun run, List<Wei> received) {}
