package dev.morlens.web.market;

import dev.morlens.web.part.AsOfLine;
import dev.morlens.web.part.Explorer;
import java.util.List;
import java.util.Optional;

/**
 * The providers of a network.
 *
 * @param all whether the deregistered ones are among them
 * @param unreadable how many are left out because nobody can read them
 * @param next where the next part is
 */
public record ProvidersPage(
        String network,
        boolean all,
        List<ProviderLine> items,
        int unreadable,
        Optional<String> next,
        AsOfLine asOf,
        Explorer explorer) {}
