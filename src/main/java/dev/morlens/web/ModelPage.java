package dev.morlens.web;

import java.util.List;
import java.util.Optional;

/** @param next where the next bids are */
record ModelPage(
        String network,
        ModelLine model,
        String type,
        Id ipfs,
        Id owner,
        Mor stake,
        When created,
        List<BidLine> items,
        Optional<String> next,
        AsOfLine asOf,
        Explorer explorer) {}
