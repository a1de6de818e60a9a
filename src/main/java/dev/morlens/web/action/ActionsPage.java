package dev.morlens.web.action;

import dev.morlens.web.part.AsOfLine;
import dev.morlens.web.part.Explorer;
import dev.morlens.web.part.IdText;
import dev.morlens.web.part.PreviewBox;
import dev.morlens.web.part.VerificationLine;
import java.util.List;
import java.util.Optional;

/**
 * @param second of the block that they are computed for
 * @param lacking what was not looked at, in words
 */
record ActionsPage(
        String network,
        IdText address,
        PreviewBox.Second second,
        List<ActionLine> actions,
        List<String> lacking,
        Optional<VerificationLine> verification,
        AsOfLine asOf,
        Explorer explorer) {}
