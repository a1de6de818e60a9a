package dev.morlens.ask;

/** Tells who asks. */
@FunctionalInterface
public interface CurrentRequester {

    /** Of the request that the calling thread answers. */
    Requester current();
}
