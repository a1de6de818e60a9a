package dev.morlens.web;

import dev.morlens.api.StatusView;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import java.util.List;
import java.util.Optional;

/** The templates, one method a page. */
final class Pages {

    private Pages() {}

    /**
     * An address's page.
     *
     * @param contract what leads, where it is no person's wallet
     * @param hosted what is staked in its name and is not its own, if anything
     * @param releases rows on hold by release
     * @param shown the block of a page of the past
     * @param figures the name that {@link Figures} give them
     */
    record AddressPage(
            String network,
            Id address,
            Optional<ContractBox> contract,
            Mor total,
            Sentence sentence,
            Optional<String> hosted,
            Bar bar,
            List<Part> parts,
            Optional<When> nextRelease,
            List<FindingLine> findings,
            List<SoonLine> soon,
            List<SessionLine> sessions,
            long open,
            long closed,
            List<ReleaseLine> releases,
            List<MovementLine> movements,
            List<NoOpLine> noOps,
            Chart chart,
            long shown,
            Optional<PastLine> past,
            Optional<VerificationLine> verification,
            String figures,
            AsOfLine asOf,
            Explorer explorer) {

        /** What links to this address's other pages carry on. */
        public String query() {
            return PastLine.suffix(past);
        }
    }

    /**
     * An address without its history: straight from the chain, or as last known.
     *
     * @param hosted what is staked in its name and is not its own, if anything
     * @param lacking what could not be determined, in words
     * @param rowsRead whether what is on hold could be
     */
    record BriefPage(
            String network,
            Id address,
            Optional<ContractBox> contract,
            Mor total,
            Sentence sentence,
            Optional<String> hosted,
            Bar bar,
            List<Part> parts,
            List<String> lacking,
            boolean rowsRead,
            List<ReleaseLine> sessions,
            List<ReleaseLine> releases,
            Optional<VerificationLine> verification,
            boolean live,
            boolean asked,
            Optional<List<FindingLine>> findings,
            List<SoonLine> soon,
            AsOfLine asOf,
            Explorer explorer) {}

    /**
     * A list that goes on.
     *
     * @param next where the next part is
     */
    record ListPage<T>(
            String network,
            Id address,
            List<T> items,
            Optional<String> next,
            Optional<PastLine> past,
            AsOfLine asOf,
            Explorer explorer) {

        public String query() {
            return PastLine.suffix(past);
        }
    }

    /** A step of a session's life; not yet reached if {@code done} is false. */
    record Step(String name, String text, boolean done, Optional<Id> tx) {}

    /** A line of a session's money. */
    record Money(String name, Mor amount, String note) {}

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

    /** @param nothing what it did, where it moved nothing */
    record TransactionPage(
            String network,
            Id hash,
            When when,
            Optional<String> nothing,
            List<MovementLine> movements,
            List<NoOpLine> noOps,
            AsOfLine asOf,
            Explorer explorer) {}

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

    /** @param next where the next bids are */
    record ModelPage(
            String network,
            ModelLine model,
            String type,
            Id ipfs,
            Id owner,
            Mor stake,
            When created,
            List<BidLine> items,
            Optional<String> next,
            AsOfLine asOf,
            Explorer explorer) {}

    record Found(String kind, String network, String id, String href) {}

    @CheckedTemplate
    static final class Templates {
        private Templates() {}

        static native TemplateInstance home(Frame frame, List<Samples.Sample> samples);

        static native TemplateInstance found(Frame frame, String asked, List<Found> results, Optional<String> trouble);

        static native TemplateInstance address(Frame frame, AddressPage page);

        static native TemplateInstance brief(Frame frame, BriefPage page);

        static native TemplateInstance sessions(Frame frame, ListPage<SessionLine> page);

        static native TemplateInstance holds(Frame frame, ListPage<HoldLine> page);

        static native TemplateInstance movements(Frame frame, ListPage<MovementLine> page);

        static native TemplateInstance noOps(Frame frame, ListPage<NoOpLine> page);

        static native TemplateInstance actions(Frame frame, ActionsPage page);

        static native TemplateInstance session(Frame frame, SessionPage page);

        static native TemplateInstance transaction(Frame frame, TransactionPage page);

        static native TemplateInstance models(Frame frame, ModelsPage page);

        static native TemplateInstance model(Frame frame, ModelPage page);

        static native TemplateInstance providers(Frame frame, ProvidersPage page);

        static native TemplateInstance provider(Frame frame, ProviderPage page);

        static native TemplateInstance bid(Frame frame, BidPage page);

        static native TemplateInstance served(Frame frame, ServedPage page);

        static native TemplateInstance protocol(Frame frame, ProtocolPage page);

        static native TemplateInstance calculator(Frame frame, CalculatorPage page);

        static native TemplateInstance status(Frame frame, StatusView status);

        static native TemplateInstance problem(Frame frame, String title, String detail, int status);
    }
}
