package dev.morlens.position;

/** How sure it is that a block stays. */
public enum Finality {
    LATEST,
    SAFE,
    FINALIZED
}
