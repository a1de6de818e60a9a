package dev.morlens.web.market;

import dev.morlens.web.part.AsOfLine;
import dev.morlens.web.part.Explorer;
import dev.morlens.web.part.ModelLine;
import java.util.List;
import java.util.Optional;

/**
 * @param next where the next part is
 * @param unreadable how many models are left out because nobody can read them
 */
record ModelsPage(
        String network,
        ModelsForm form,
        List<ModelLine> items,
        Optional<String> next,
        int unreadable,
        AsOfLine asOf,
        Explorer explorer) {}
