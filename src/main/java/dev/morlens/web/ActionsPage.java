package dev.morlens.web;

import java.util.List;
import java.util.Optional;

/**
 * @param second of the block that they are computed for
 * @param lacking what was not looked at, in words
 */
record ActionsPage(
        String network,
        Id address,
        PreviewBox.Second second,
        List<ActionLine> actions,
        List<String> lacking,
        Optional<VerificationLine> verification,
        AsOfLine asOf,
        Explorer explorer) {}
