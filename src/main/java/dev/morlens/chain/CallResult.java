package dev.morlens.chain;

/**
 * What a view call gave.
 *
 * @param success false if it reverted
 * @param data the returned data, or the revert's
 */
public record CallResult(boolean success, byte[] data) {}
