package dev.morlens.web.session;

import dev.morlens.web.part.AsOfLine;
import dev.morlens.web.part.Explorer;
import dev.morlens.web.part.IdText;
import dev.morlens.web.part.MorText;
import dev.morlens.web.part.PreviewBox;
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
        IdText id,
        IdText user,
        IdText provider,
        IdText model,
        Optional<String> modelName,
        IdText bid,
        String state,
        String headline,
        Optional<String> nextStep,
        List<LifeStep> steps,
        List<MoneyLine> money,
        Optional<String> sum,
        List<String> arithmetic,
        Optional<PreviewBox> preview,
        MorText stake,
        String price,
        AsOfLine asOf,
        Explorer explorer) {}
