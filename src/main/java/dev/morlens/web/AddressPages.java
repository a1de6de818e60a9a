package dev.morlens.web;

import dev.morlens.api.Body;
import dev.morlens.api.Params;
import dev.morlens.chain.value.Address;
import dev.morlens.diagnosis.Diagnoses;
import dev.morlens.diagnosis.Diagnosis;
import dev.morlens.market.ContractFacts;
import dev.morlens.market.ContractReader;
import dev.morlens.position.AsOf;
import dev.morlens.position.HoldFilter;
import dev.morlens.position.Listing;
import dev.morlens.position.Lists;
import dev.morlens.position.Lookups;
import dev.morlens.position.Moment;
import dev.morlens.position.Position;
import dev.morlens.position.SessionFilter;
import dev.morlens.position.Source;
import dev.morlens.position.Whereabouts;
import dev.morlens.protocol.Network;
import dev.morlens.protocol.Networks;
import dev.morlens.store.StoreUnavailableException;
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
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;

/** An address for people, and its lists in full. */
@Path("/{network}/address/{address}")
@Produces(AddressPages.HTML)
public class AddressPages {

    static final String HTML = "text/html;charset=UTF-8";

    private static final int OF_EACH_LIST = 8;

    private final Networks networks;
    private final Whereabouts whereabouts;
    private final Lookups lookups;
    private final Lists lists;
    private final Diagnoses diagnoses;
    private final ContractReader contracts;
    private final Frames frames;
    private final KeptPages kept;
    private final ExecutorService threads;

    AddressPages(
            Networks networks,
            Whereabouts whereabouts,
            Lookups lookups,
            Lists lists,
            Diagnoses diagnoses,
            ContractReader contracts,
            Frames frames,
            KeptPages kept,
            @VirtualThreads ExecutorService threads) {
        this.networks = networks;
        this.whereabouts = whereabouts;
        this.lookups = lookups;
        this.lists = lists;
        this.diagnoses = diagnoses;
        this.contracts = contracts;
        this.frames = frames;
        this.kept = kept;
        this.threads = threads;
    }

    @GET
    public Uni<Response> address(
            @PathParam("network") String network,
            @PathParam("address") String text,
            @BeanParam PastQuery past,
            @QueryParam("source") String source) {
        Network on = networks.named(network);
        Address address = Params.address("address", text);
        Moment moment = past.moment();
        Optional<Source> wanted = Params.source(source, moment);
        Optional<byte[]> atHand =
                moment.isPast() || wanted.isPresent() ? Optional.empty() : kept.atHand(on, address, frame(on, address));
        return atHand.isPresent()
                ? Uni.createFrom().item(page(atHand.get()))
                : Uni.createFrom()
                        .item(() -> page(moment.isPast() ? past(on, address, moment) : now(on, address, wanted)))
                        .runSubscriptionOn(threads);
    }

    private static Response page(byte[] html) {
        return Response.ok(html, HTML).header("Cache-Control", "no-cache").build();
    }

    private byte[] past(Network on, Address address, Moment moment) {
        Lookups.Overview overview = lookups.overview(on.name(), moment, address, OF_EACH_LIST);
        Optional<ContractFacts> contract =
                contracts.kind(on, address).map(known -> new ContractFacts(known, Optional.empty()));
        return bytes(AddressTemplates.address(
                frame(on, address), new AddressModel(on, overview, moment, contract, ids(on)).page(Optional.empty())));
    }

    private byte[] now(Network on, Address address, Optional<Source> wanted) {
        Optional<Position> brief = brief(on, address, wanted);
        Frame frame = frame(on, address);
        if (brief.isPresent()) {
            return bytes(brief(on, frame, brief.get(), wanted.isPresent() && !whereabouts.isWithoutIndex(on)));
        }
        KeptPages.Begun begun = kept.begin(address);
        AddressSeen seen = AddressSeen.of(
                () -> lookups.overview(on.name(), Moment.NOW, address, OF_EACH_LIST), () -> diagnoses.of(on, address));
        Position position = seen.overview().position();
        AddressModel model = new AddressModel(on, seen.overview(), Moment.NOW, contracts.of(on, position), ids(on));
        Changes.Noted<Body> page = Changes.noting(() -> Body.of(
                bytes(AddressTemplates.address(frame, model.page(Optional.of(seen.diagnosis())))), AsOfLine.gaps()));
        kept.keep(on, begun, position, seen.diagnosis(), frame, page);
        return page.value().with(AsOfLine.block(position.asOf()));
    }

    /** With what it means, where a node tells that as well. */
    private TemplateInstance brief(Network on, Frame frame, Position position, boolean asked) {
        Optional<Diagnosis> diagnosis = asked ? Optional.empty() : diagnosis(on, position);
        return AddressTemplates.brief(frame, BriefModel.of(on, position, asked, diagnosis, contracts.of(on, position)));
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

    private Frame frame(Network on, Address address) {
        return frames.of("MOR of " + address.checksummed(), on, address);
    }

    private Ids ids(Network on) {
        return Ids.naming(networks.contracts(on));
    }

    private static byte[] bytes(TemplateInstance page) {
        return page.render().getBytes(StandardCharsets.UTF_8);
    }

    /** The position alone, where the index cannot be asked for more, or not be trusted. */
    private Optional<Position> brief(Network on, Address address, Optional<Source> wanted) {
        Position position =
                wanted.map(source -> whereabouts.of(on, address, source)).orElseGet(() -> whereabouts.of(on, address));
        return Optional.of(position).filter(known -> known.asOf().isLive() || whereabouts.isWithoutIndex(on));
    }

    @GET
    @Path("sessions")
    @RunOnVirtualThread
    public TemplateInstance sessions(
            @PathParam("network") String network,
            @PathParam("address") String text,
            @BeanParam PastQuery past,
            @QueryParam("cursor") String cursor) {
        Network on = networks.named(network);
        Address address = Params.address("address", text);
        SessionFilter filter = SessionFilter.ofUser(address, Optional.empty());
        var listing = lists.sessions(on.name(), past.moment(), filter, Params.part(null, cursor));
        var page = page(on, address, past.moment(), listing, new Ids(), SessionLine::of);
        return AddressTemplates.sessions(frames.of("Sessions of " + address.checksummed(), on, address), page);
    }

    @GET
    @Path("holds")
    @RunOnVirtualThread
    public TemplateInstance holds(
            @PathParam("network") String network,
            @PathParam("address") String text,
            @BeanParam PastQuery past,
            @QueryParam("cursor") String cursor) {
        Network on = networks.named(network);
        Address address = Params.address("address", text);
        HoldFilter filter = new HoldFilter(Optional.of(address), Optional.empty());
        var listing = lists.holds(on.name(), past.moment(), filter, Params.part(null, cursor));
        var page = page(on, address, past.moment(), listing, new Ids(), HoldLine::of);
        return AddressTemplates.holds(frames.of("Holds of " + address.checksummed(), on, address), page);
    }

    interface Line<S, T> {
        T of(S item, AsOf asOf, Ids ids);
    }

    static <S, T> ListPage<T> page(
            Network on, Address address, Moment moment, Listing<S> listing, Ids ids, Line<S, T> line) {
        ids.know(address, "the one of this page");
        List<T> items = listing.items().stream()
                .map(item -> line.of(item, listing.asOf(), ids))
                .toList();
        Optional<PastLine> past = PastLine.of(moment);
        return new ListPage<>(
                on.name(),
                ids.of(address),
                items,
                listing.next().map(cursor -> "?cursor=" + cursor + PastLine.more(past)),
                past,
                AsOfLine.of(listing.asOf()),
                Explorer.of(on));
    }
}
