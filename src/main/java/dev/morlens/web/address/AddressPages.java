package dev.morlens.web.address;

import dev.morlens.api.answer.BodyTemplate;
import dev.morlens.ask.AnswerSource;
import dev.morlens.chain.value.Address;
import dev.morlens.diagnosis.Diagnoses;
import dev.morlens.diagnosis.Diagnosis;
import dev.morlens.http.Params;
import dev.morlens.market.contract.ContractFacts;
import dev.morlens.market.contract.ContractReader;
import dev.morlens.position.cache.Position;
import dev.morlens.position.list.HoldFilter;
import dev.morlens.position.list.ListService;
import dev.morlens.position.list.SessionFilter;
import dev.morlens.position.live.PositionResolver;
import dev.morlens.position.search.IdLookups;
import dev.morlens.position.time.AsOfTime;
import dev.morlens.protocol.Network;
import dev.morlens.protocol.Networks;
import dev.morlens.store.db.StoreUnavailableException;
import dev.morlens.web.part.AsOfLine;
import dev.morlens.web.part.AsOfQuery;
import dev.morlens.web.part.IdShortener;
import dev.morlens.web.part.ListPage;
import dev.morlens.web.part.PageLayout;
import dev.morlens.web.part.PageLayouts;
import dev.morlens.web.part.SessionLine;
import dev.morlens.web.part.TextChanges;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.virtual.threads.VirtualThreads;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.ExecutorService;

/** An address for people, and its lists in full. */
@Path("/{network}/address/{address}")
@Produces(AddressPages.HTML)
public class AddressPages {

    static final String HTML = "text/html;charset=UTF-8";

    private static final int OF_EACH_LIST = 8;

    private final Networks networks;
    private final PositionResolver positionResolver;
    private final IdLookups idLookups;
    private final ListService listService;
    private final Diagnoses diagnoses;
    private final ContractReader contracts;
    private final PageLayouts pageLayouts;
    private final PageCache kept;
    private final ExecutorService threads;

    AddressPages(
            Networks networks,
            PositionResolver positionResolver,
            IdLookups idLookups,
            ListService listService,
            Diagnoses diagnoses,
            ContractReader contracts,
            PageLayouts pageLayouts,
            PageCache kept,
            @VirtualThreads ExecutorService threads) {
        this.networks = networks;
        this.positionResolver = positionResolver;
        this.idLookups = idLookups;
        this.listService = listService;
        this.diagnoses = diagnoses;
        this.contracts = contracts;
        this.pageLayouts = pageLayouts;
        this.kept = kept;
        this.threads = threads;
    }

    @GET
    public Uni<Response> address(
            @PathParam("network") String network,
            @PathParam("address") String text,
            @BeanParam AsOfQuery past,
            @QueryParam("source") String source) {
        Network on = networks.named(network);
        Address address = Params.address("address", text);
        AsOfTime asOfTime = past.moment();
        Optional<AnswerSource> wanted = Params.source(source, asOfTime);
        Optional<byte[]> atHand = asOfTime.isPast() || wanted.isPresent()
                ? Optional.empty()
                : kept.cached(on, address, frame(on, address));
        return atHand.isPresent()
                ? Uni.createFrom().item(page(atHand.get()))
                : Uni.createFrom()
                        .item(() -> page(asOfTime.isPast() ? past(on, address, asOfTime) : now(on, address, wanted)))
                        .runSubscriptionOn(threads);
    }

    private static Response page(byte[] html) {
        return Response.ok(html, HTML).header("Cache-Control", "no-cache").build();
    }

    private byte[] past(Network on, Address address, AsOfTime asOfTime) {
        IdLookups.Overview overview = idLookups.overview(on.name(), asOfTime, address, OF_EACH_LIST);
        Optional<ContractFacts> contract =
                contracts.kind(on, address).map(known -> new ContractFacts(known, Optional.empty()));
        return bytes(AddressTemplates.address(
                frame(on, address),
                new AddressPageBuilder(on, overview, asOfTime, contract, ids(on)).page(Optional.empty())));
    }

    private byte[] now(Network on, Address address, Optional<AnswerSource> wanted) {
        Optional<Position> brief = brief(on, address, wanted);
        PageLayout pageLayout = frame(on, address);
        if (brief.isPresent()) {
            return bytes(
                    brief(on, pageLayout, brief.get(), wanted.isPresent() && !positionResolver.isWithoutIndex(on)));
        }
        PageCache.Begun begun = kept.begin(address);
        AddressPageFacts seen = AddressPageFacts.of(
                () -> idLookups.overview(on.name(), AsOfTime.NOW, address, OF_EACH_LIST),
                () -> diagnoses.of(on, address));
        Position position = seen.overview().position();
        AddressPageBuilder model =
                new AddressPageBuilder(on, seen.overview(), AsOfTime.NOW, contracts.of(on, position), ids(on));
        TextChanges.Noted<BodyTemplate> page = TextChanges.noting(() -> BodyTemplate.of(
                bytes(AddressTemplates.address(pageLayout, model.page(Optional.of(seen.diagnosis())))),
                AsOfLine.gaps()));
        kept.keep(on, begun, position, seen.diagnosis(), pageLayout, page);
        return page.value().with(AsOfLine.block(position.asOf()));
    }

    /** With what it means, where a node tells that as well. */
    private TemplateInstance brief(Network on, PageLayout pageLayout, Position position, boolean asked) {
        Optional<Diagnosis> diagnosis = asked ? Optional.empty() : diagnosis(on, position);
        return AddressTemplates.brief(
                pageLayout, BriefPageBuilder.of(on, position, asked, diagnosis, contracts.of(on, position)));
    }

    /** All at one block, if a node told the position; else what one tells of the address now, if any does. */
    private Optional<Diagnosis> diagnosis(Network on, Position position) {
        if (position.asOf().isLive()) {
            return Optional.of(diagnoses.of(on, position));
        }
        try {
            return Optional.of(diagnoses.of(on, position.address()));
        } catch (StoreUnavailableException e) {
            return Optional.empty();
        }
    }

    private PageLayout frame(Network on, Address address) {
        return pageLayouts.of("MOR of " + address.checksummed(), on, address);
    }

    private IdShortener ids(Network on) {
        return IdShortener.naming(networks.contracts(on));
    }

    private static byte[] bytes(TemplateInstance page) {
        return page.render().getBytes(StandardCharsets.UTF_8);
    }

    /** The position alone, where the index cannot be asked for more, or not be trusted. */
    private Optional<Position> brief(Network on, Address address, Optional<AnswerSource> wanted) {
        Position position = wanted.map(answerSource -> positionResolver.of(on, address, answerSource))
                .orElseGet(() -> positionResolver.of(on, address));
        return Optional.of(position).filter(known -> known.asOf().isLive() || positionResolver.isWithoutIndex(on));
    }

    @GET
    @Path("sessions")
    @RunOnVirtualThread
    public TemplateInstance sessions(
            @PathParam("network") String network,
            @PathParam("address") String text,
            @BeanParam AsOfQuery past,
            @QueryParam("cursor") String cursor) {
        Network on = networks.named(network);
        Address address = Params.address("address", text);
        SessionFilter filter = SessionFilter.ofUser(address, Optional.empty());
        var listing = listService.sessions(on.name(), past.moment(), filter, Params.part(null, cursor));
        var page = ListPage.of(on, address, past.moment(), listing, new IdShortener(), SessionLine::of);
        return AddressTemplates.sessions(pageLayouts.of("Sessions of " + address.checksummed(), on, address), page);
    }

    @GET
    @Path("holds")
    @RunOnVirtualThread
    public TemplateInstance holds(
            @PathParam("network") String network,
            @PathParam("address") String text,
            @BeanParam AsOfQuery past,
            @QueryParam("cursor") String cursor) {
        Network on = networks.named(network);
        Address address = Params.address("address", text);
        HoldFilter filter = new HoldFilter(Optional.of(address), Optional.empty());
        var listing = listService.holds(on.name(), past.moment(), filter, Params.part(null, cursor));
        var page = ListPage.of(on, address, past.moment(), listing, new IdShortener(), HoldLine::of);
        return AddressTemplates.holds(pageLayouts.of("Holds of " + address.checksummed(), on, address), page);
    }
}
