package dev.morlens.web.part;

import dev.morlens.store.feed.Verification;
import java.util.Optional;

/** The line that says whether a page's figures were compared with the chain. */
public record VerificationLine(String text, boolean mismatch) {

    /** Nothing where nothing is known. */
    public static Optional<VerificationLine> of(Verification verification) {
        long block = verification.block().orElse(0);
        return switch (verification.status()) {
            case UNCHECKED -> Optional.empty();
            case VERIFIED ->
                Optional.of(new VerificationLine(
                        "Checked against the chain at block " + block
                                + ": wallet, sessions, holds and provider stake; not"
                                + " stakes on models, pools and dues. Nothing of this address has changed since.",
                        false));
            case MISMATCH ->
                Optional.of(new VerificationLine(
                        "At block " + block + " the chain said something else than our accounts. Until they agree"
                                + " again, trust the chain.",
                        true));
        };
    }
}
