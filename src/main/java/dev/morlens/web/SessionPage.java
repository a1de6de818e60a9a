package dev.morlens.web;

import java.util.List;
import java.util.Optional;

/**
 * A session's page.
 *
 * @param modelName where it is at hand
 * @param nextStep of somebody, if there is one
 */
record SessionPage(
        String network,
        Id id,
        Id user,
        Id provider,
        Id model,
        Optional<String> modelName,
        Id bid,
        String state,
        String headline,
        Optional<String> nextStep,
        List<LifeStep> steps,
        List<MoneyLine> money,
        Optional<String> sum,
        List<String> arithmetic,
        Optional<PreviewBox> preview,
        Mor stake,
        String price,
        AsOfLine asOf,
        Explorer explorer) {}
