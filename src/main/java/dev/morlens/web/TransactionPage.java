package dev.morlens.web;

import java.util.List;
import java.util.Optional;

/** @param nothing what it did, where it moved nothing */
record TransactionPage(
        String network,
        Id hash,
        When when,
        Optional<String> nothing,
        List<MovementLine> movements,
        List<NoOpLine> noOps,
        AsOfLine asOf,
        Explorer explorer) {}
