package dev.morlens.web.session;

import dev.morlens.web.part.AsOfLine;
import dev.morlens.web.part.Explorer;
import dev.morlens.web.part.IdText;
import dev.morlens.web.part.MovementLine;
import dev.morlens.web.part.NoOpLine;
import dev.morlens.web.part.TimeText;
import java.util.List;
import java.util.Optional;

/** @param nothing what it did, where it moved nothing */
record TransactionPage(
        String network,
        IdText hash,
        TimeText when,
        Optional<String> nothing,
        List<MovementLine> movements,
        List<NoOpLine> noOps,
        AsOfLine asOf,
        Explorer explorer) {}
