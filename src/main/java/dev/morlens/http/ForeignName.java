package dev.morlens.http;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * What a parameter's name means elsewhere: in other explorers' and common APIs. Left unread, such a question gets the
 * first part of the whole list, again and again.
 */
enum ForeignName {
    PLACE("page pageno pagenumber pageindex pagetoken nextpagetoken p offset skip start startat startindex after before"
            + " next nextcursor continuation marker cursor"),
    LENGTH("limit size perpage pagesize pagelimit count first last take top max maxresults results rows"),
    RANGE("from to since until begin end startblock endblock fromblock toblock minblock maxblock blockfrom blockto"
            + " startdate enddate fromdate todate datefrom dateto starttime endtime fromtime totime starttimestamp"
            + " endtimestamp fromtimestamp totimestamp block blocknumber blocktag blockhash height at date timestamp"),
    ORDER("sort sortby sortdir sortorder sortdirection order orderby orderdir orderdirection dir direction reverse");

    private static final String LEAVE_OUT = "leave it out";

    private final Set<String> names;

    ForeignName(String names) {
        this.names = Set.of(names.split(" "));
    }

    /** However it is written: {@code page[number]}, {@code start_block} and {@code $skip} are common, too. */
    static Optional<ForeignName> of(String name) {
        String bare = bare(name);
        return Arrays.stream(values())
                .filter(meaning -> meaning.names.contains(bare))
                .findFirst();
    }

    /** The one of a route's own names that this one is meant to be, if it is but written differently. */
    static Optional<String> meant(String name, Set<String> declared) {
        return declared.stream().filter(own -> bare(own).equals(bare(name))).findFirst();
    }

    /**
     * @param declared what the route has
     * @param page whether people are told, who follow links
     */
    String instead(Set<String> declared, boolean page) {
        return switch (this) {
            case PLACE -> goOn(declared, page);
            case LENGTH -> declared.contains("limit") ? "say how many by limit, 1 to " + Params.MOST : LEAVE_OUT;
            case RANGE -> range(declared, page);
            case ORDER -> declared.contains("sort") ? "say the order by sort" : "the order is fixed: " + LEAVE_OUT;
        };
    }

    private static String goOn(Set<String> declared, boolean page) {
        if (!declared.contains("cursor")) {
            return "this answer has no parts: " + LEAVE_OUT;
        }
        return page
                ? "follow the link below the list to its next part"
                : "go on by cursor, with the nextCursor of the answer before";
    }

    private static String range(Set<String> declared, boolean page) {
        if (declared.containsAll(List.of("from", "to"))) {
            return "say the range by from and to, as times";
        }
        String then = declared.contains("block") ? "for what was there at one time say block or at; " : "";
        return declared.contains("cursor")
                ? then + "there is no range, " + goOn(declared, page) + ", until you have what you look for"
                : then.isEmpty() ? "this answer has no range: " + LEAVE_OUT : then + "there is no range";
    }

    private static String bare(String name) {
        return name.replaceAll("[^A-Za-z0-9]", "").toLowerCase(Locale.ROOT);
    }
}
