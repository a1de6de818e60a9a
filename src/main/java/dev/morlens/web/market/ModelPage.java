package dev.morlens.web.market;

import dev.morlens.web.part.AsOfLine;
import dev.morlens.web.part.Explorer;
import dev.morlens.web.part.IdText;
import dev.morlens.web.part.ModelLine;
import dev.morlens.web.part.MorText;
import dev.morlens.web.part.TimeText;
import java.util.List;
import java.util.Optional;

/** @param next where the next bids are */
record ModelPage(
        String network,
        ModelLine model,
        String type,
        IdText ipfs,
        IdText owner,
        MorText stake,
        TimeText created,
        List<BidLine> items,
        Optional<String> next,
        AsOfLine asOf,
        Explorer explorer) {}
