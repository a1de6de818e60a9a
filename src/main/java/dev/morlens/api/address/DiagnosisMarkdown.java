package dev.morlens.api.address;

import dev.morlens.chain.value.Address;
import dev.morlens.diagnosis.Diagnosis;
import dev.morlens.diagnosis.LaterFindings;
import dev.morlens.diagnosis.finding.Advice;
import dev.morlens.diagnosis.finding.Evidence;
import dev.morlens.diagnosis.finding.Finding;
import dev.morlens.diagnosis.finding.FindingText;
import dev.morlens.http.SafeText;
import dev.morlens.protocol.Network;
import java.net.URI;
import java.time.Instant;
import java.util.regex.Pattern;

/** A diagnosis to paste into a ticket. What comes from the chain cannot make links or markup in it. */
final class DiagnosisMarkdown {

    static final String TYPE = "text/markdown";

    private static final Pattern MARKUP = Pattern.compile("[\\\\`*_{}\\[\\]<>#|~&]");

    private final Network network;
    private final URI base;
    private final StringBuilder out = new StringBuilder();

    private DiagnosisMarkdown(Network network, URI base) {
        this.network = network;
        this.base = base;
    }

    /** @param base of this server, for links that work elsewhere */
    static String of(Network network, Address address, Diagnosis diagnosis, URI base) {
        return new DiagnosisMarkdown(network, base).write(address, diagnosis);
    }

    private String write(Address address, Diagnosis diagnosis) {
        line("## MOR of `" + address.checksummed() + "` on " + text(network.title()));
        line("");
        line("As of " + FindingText.block(diagnosis.asOf())
                + (diagnosis.asOf().stale() ? ", which may be old or incomplete: not all that happened is in it" : "")
                + ".");
        line("");
        line("For transactions in a block timestamped "
                + FindingText.second(diagnosis.asOf().now())
                + ", the earliest that the next block can have."
                + (diagnosis.ifLater().isEmpty() ? "" : " What changes soon after is below."));
        if (diagnosis.findings().isEmpty()) {
            line("");
            line("Nothing waits to be done, and nothing is in the way.");
        }
        Instant now = diagnosis.asOf().now();
        diagnosis.findings().forEach(finding -> finding(finding, now));
        diagnosis.ifLater().forEach(this::later);
        line("");
        line("[This page](" + link("/" + network.name() + "/address/" + address.checksummed())
                + "). MorLens only reads: it asks for no key and no signature.");
        return out.toString();
    }

    /** In a second that is so near that a transaction sent now may land before it or after. */
    private void later(LaterFindings later) {
        line("");
        line("## " + text(later.from()));
        later.gone().forEach(title -> {
            line("");
            line("- No longer true: " + text(title));
        });
        later.news().forEach(finding -> finding(finding, later.second()));
    }

    private void finding(Finding finding, Instant now) {
        line("");
        line("### " + text(finding.title()));
        line("");
        line(text(finding.explanation()));
        line("");
        finding.amount().ifPresent(amount -> line("- Amount: " + FindingText.exactly(amount)));
        finding.until().ifPresent(time -> line("- " + text(finding.timeMeans(now)) + ": " + FindingText.time(time)));
        finding.evidence().forEach(this::evidence);
        if (!finding.actions().isEmpty()) {
            line("");
            line("**What to do**");
            line("");
            finding.actions().forEach(this::action);
        }
    }

    private void evidence(Evidence evidence) {
        String value = text(evidence.value());
        line("- " + text(evidence.label()) + ": "
                + evidence.href()
                        .map(path -> "[" + value + "](" + link(path) + ")")
                        .orElse(value));
    }

    private void action(Advice advice) {
        line("1. **" + text(advice.label()) + "**: " + text(advice.detail()));
        advice.call().ifPresent(call -> {
            line("");
            line("   ```");
            line("   " + call.cast());
            line("   ```");
        });
    }

    private String link(String path) {
        return base.resolve(path).toString();
    }

    private static String text(String plain) {
        return MARKUP.matcher(SafeText.bounded(plain, 2_000)).replaceAll("\\\\$0");
    }

    private void line(String text) {
        out.append(text).append('\n');
    }
}
