package dev.morlens.api;

import dev.morlens.position.Search.Kind;
import dev.morlens.position.Search.Result;

/** Where things are found, as a page and as JSON. */
public final class Paths {

    private Paths() {}

    public static String page(Result result) {
        return "/" + result.network() + "/" + pageFolder(result.kind()) + "/" + result.id();
    }

    static String api(Result result) {
        return "/api/v1/" + result.network() + "/" + apiFolder(result.kind()) + "/" + result.id();
    }

    private static String pageFolder(Kind kind) {
        return switch (kind) {
            case ADDRESS -> "address";
            case SESSION -> "session";
            case TRANSACTION -> "tx";
            case MODEL -> "model";
            case BID -> "bid";
        };
    }

    private static String apiFolder(Kind kind) {
        return switch (kind) {
            case ADDRESS -> "addresses";
            case SESSION -> "sessions";
            case TRANSACTION -> "transactions";
            case MODEL -> "models";
            case BID -> "bids";
        };
    }
}
