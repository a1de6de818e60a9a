package dev.morlens.ask;

/** How sure it is that a block stays. */
public enum FinalityLevel {
    LATEST,
    SAFE,
    FINALIZED
}
