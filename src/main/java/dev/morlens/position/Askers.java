package dev.morlens.position;

/** Tells who asks. */
@FunctionalInterface
public interface Askers {

    /** Of the request that the calling thread answers. */
    Asker current();
}
