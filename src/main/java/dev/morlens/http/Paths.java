package dev.morlens.http;

import dev.morlens.position.search.Search.FoundKind;
import dev.morlens.position.search.Search.Result;

/** Where things are found, as a page and as JSON. */
public final class Paths {

    private Paths() {}

    public static String page(Result result) {
        return "/" + result.network() + "/" + pageFolder(result.kind()) + "/" + result.id();
    }

    public static String api(Result result) {
        return "/api/v1/" + result.network() + "/" + apiFolder(result.kind()) + "/" + result.id();
    }

    private static String pageFolder(FoundKind foundKind) {
        return switch (foundKind) {
            case ADDRESS -> "address";
            case SESSION -> "session";
            case TRANSACTION -> "tx";
            case MODEL -> "model";
            case BID -> "bid";
        };
    }

    private static String apiFolder(FoundKind foundKind) {
        return switch (foundKind) {
            case ADDRESS -> "addresses";
            case SESSION -> "sessions";
            case TRANSACTION -> "transactions";
            case MODEL -> "models";
            case BID -> "bids";
        };
    }
}
