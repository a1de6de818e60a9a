package dev.morlens.api.address;

import dev.morlens.api.answer.AsOfView;
import dev.morlens.ask.AsOf;
import dev.morlens.chain.value.Address;
import dev.morlens.chain.value.Hex;
import dev.morlens.chain.value.Wei;
import dev.morlens.diagnosis.Diagnosis;
import dev.morlens.diagnosis.LaterFindings;
import dev.morlens.diagnosis.finding.Advice;
import dev.morlens.diagnosis.finding.Evidence;
import dev.morlens.diagnosis.finding.Finding;
import dev.morlens.diagnosis.finding.FindingCode;
import dev.morlens.http.Params;
import dev.morlens.protocol.call.UnsignedCall;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What is going on at an address. */
@Schema(name = "Diagnosis", description = "What is going on at an address; no findings where nothing is worth saying")
public record DiagnosisView(
        AsOfView asOf,

        @Schema(description = "What the address can pay for transactions with; absent where no node answered")
        Optional<GasView> gas,

        @Schema(
                description =
                        "The block time that the findings are computed for: the earliest that the next block can have")
        Instant computedFor,

        @Schema(description = "What an owner should hear of first, first")
        List<FindingView> findings,

        @Schema(
                description =
                        "What is found from later block times on that a transaction sent now may reach (15 s), the"
                                + " earliest first, each until the next one's; none where that makes no difference")
        List<LaterFindingsView> ifLater) {

    /** All findings in a block of a later second. */
    @Schema(name = "LaterFindings")
    public record LaterFindingsView(
            @Schema(description = "The block time that this is computed for")
            Instant computedFor,

            @Schema(description = "All of them, as they are then")
            List<FindingView> findings) {

        static LaterFindingsView of(LaterFindings later, long chainId) {
            return new LaterFindingsView(
                    later.second(),
                    later.findings().stream()
                            .map(finding -> FindingView.of(finding, chainId))
                            .toList());
        }
    }

    /** @param wei of the chain's own coin */
    @Schema(name = "Gas")
    public record GasView(Wei wei, AsOfView asOf) {

        static GasView of(Diagnosis.Gas gas, AsOf asOf) {
            return new GasView(gas.wei(), AsOfView.of(asOf.at(gas.block())));
        }
    }

    @Schema(name = "Finding")
    public record FindingView(
            FindingCode code,

            @Schema(enumeration = {"info", "action", "problem"})
            String severity,

            String title,

            @Schema(description = "Why, for somebody who does not know the protocol")
            String explanation,

            @Schema(description = "The MOR that it is about")
            Optional<Wei> amount,

            @Schema(description = "When it passes, or from when on something can be done")
            Optional<Instant> until,

            List<EvidenceView> evidence,
            List<FindingActionView> actions) {

        static FindingView of(Finding finding, long chainId) {
            return new FindingView(
                    finding.code(),
                    Params.name(finding.severity()),
                    finding.title(),
                    finding.explanation(),
                    finding.amount(),
                    finding.until(),
                    finding.evidence().stream().map(EvidenceView::of).toList(),
                    finding.actions().stream()
                            .map(advice -> FindingActionView.of(advice, chainId))
                            .toList());
        }
    }

    @Schema(name = "Evidence")
    public record EvidenceView(
            String label,
            String value,

            @Schema(description = "A page of this server, as a path")
            Optional<String> href) {

        static EvidenceView of(Evidence evidence) {
            return new EvidenceView(evidence.label(), evidence.value(), evidence.href());
        }
    }

    @Schema(name = "FindingAction")
    public record FindingActionView(
            String label,

            @Schema(enumeration = {"wait", "transaction", "operator", "check"})
            String kind,

            String detail,

            @Schema(description = "Who may send the transaction: user, delegate, anyone")
            List<String> who,

            @Schema(description = "Unsigned, where it can be given in full; …/actions has more")
            Optional<FindingCallView> call) {

        static FindingActionView of(Advice advice, long chainId) {
            return new FindingActionView(
                    advice.label(),
                    Params.name(advice.kind()),
                    advice.detail(),
                    advice.who().stream().map(Params::name).toList(),
                    advice.call().map(call -> FindingCallView.of(call, chainId)));
        }
    }

    @Schema(name = "FindingCall")
    public record FindingCallView(
            String function,
            Address to,
            String data,

            @Schema(description = "Wei of the chain's own coin; always 0")
            String value,

            long chainId,

            @Schema(description = "For Foundry's cast") String cast) {

        static FindingCallView of(UnsignedCall call, long chainId) {
            return new FindingCallView(
                    call.signature(), call.call().to(), Hex.of(call.call().data()), "0", chainId, call.cast());
        }
    }

    public static DiagnosisView of(Diagnosis diagnosis, long chainId) {
        AsOfView asOf = AsOfView.of(diagnosis.asOf());
        return new DiagnosisView(
                asOf,
                diagnosis.gas().map(gas -> GasView.of(gas, diagnosis.asOf())),
                diagnosis.asOf().now(),
                diagnosis.findings().stream()
                        .map(finding -> FindingView.of(finding, chainId))
                        .toList(),
                diagnosis.ifLater().stream()
                        .map(later -> LaterFindingsView.of(later, chainId))
                        .toList());
    }
}
