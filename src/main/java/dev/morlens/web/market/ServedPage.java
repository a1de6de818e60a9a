package dev.morlens.web.market;

import dev.morlens.web.part.AsOfLine;
import dev.morlens.web.part.Explorer;
import dev.morlens.web.part.IdText;
import dev.morlens.web.part.SessionLine;
import java.util.List;
import java.util.Optional;

/**
 * Sessions that a provider served, or that were opened under a bid.
 *
 * @param of what they are of: {@code provider} or {@code bid}
 * @param next where the next part is
 */
public record ServedPage(
        String network,
        String of,
        IdText id,
        List<SessionLine> items,
        Optional<String> next,
        AsOfLine asOf,
        Explorer explorer) {}
