package dev.morlens.web.calculator;

import dev.morlens.market.offer.Market;
import dev.morlens.market.offer.MarketUnavailableException;
import dev.morlens.market.offer.Markets;
import dev.morlens.market.offer.ModelFilter;
import dev.morlens.market.offer.ModelOffer;
import dev.morlens.position.search.UnknownIdException;
import dev.morlens.preview.quote.Quotes;
import dev.morlens.protocol.Network;
import dev.morlens.protocol.Networks;
import dev.morlens.web.calculator.CalculatorPage.Choice;
import dev.morlens.web.part.AsOfLine;
import dev.morlens.web.part.Explorer;
import dev.morlens.web.part.IdShortener;
import dev.morlens.web.part.ModelLine;
import dev.morlens.web.part.PageLayouts;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What a session would take and give, asked by a form that works without scripts. */
@Path("/{network}/calculator")
@Produces("text/html;charset=UTF-8")
@RunOnVirtualThread
public class CalculatorPages {

    /** In the list to choose from: anybody can register models. The others are linked from their pages. */
    private static final int MOST = 200;

    private static final ModelFilter ON_OFFER = new ModelFilter(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            ModelFilter.ModelState.ACTIVE,
            ModelFilter.Sort.PROVIDERS);

    private record Answer(CalculatorForm form, Optional<QuoteBox> quote, Optional<String> trouble) {

        int status() {
            if (trouble.isPresent()) {
                return 503;
            }
            return form.errors().isEmpty() ? 200 : 400;
        }
    }

    private final Networks networks;
    private final Markets markets;
    private final Quotes quotes;
    private final PageLayouts pageLayouts;

    CalculatorPages(Networks networks, Markets markets, Quotes quotes, PageLayouts pageLayouts) {
        this.networks = networks;
        this.markets = markets;
        this.quotes = quotes;
        this.pageLayouts = pageLayouts;
    }

    @GET
    public Response calculator(@PathParam("network") String network, @Context UriInfo uri) {
        Network on = networks.named(network);
        Market market = markets.of(on);
        Answer answer = answer(on, CalculatorReader.read(uri.getQueryParameters()));
        List<ModelOffer> offers =
                ON_OFFER.of(market).stream().filter(ModelOffer::hasChoice).toList();
        CalculatorPage page = new CalculatorPage(
                on.name(),
                answer.form(),
                choices(offers, answer.form().model()),
                Math.max(0, offers.size() - MOST),
                answer.quote(),
                answer.trouble(),
                AsOfLine.of(market.asOf()),
                Explorer.of(on));
        return Response.status(answer.status())
                .header("Cache-Control", "no-store")
                .entity(CalculatorTemplates.calculator(
                                pageLayouts.of(on.title() + ": what a session takes", Optional.of(on)), page)
                        .render())
                .build();
    }

    private Answer answer(Network on, CalculatorForm form) {
        if (form.question().isEmpty()) {
            return new Answer(form, Optional.empty(), Optional.empty());
        }
        try {
            return new Answer(
                    form, Optional.of(QuoteBox.of(quotes.of(on, form.question().get()))), Optional.empty());
        } catch (UnknownIdException e) {
            String field = form.question().get().bid().isPresent() ? "bid" : "model";
            return new Answer(form.refused(field, e.getMessage()), Optional.empty(), Optional.empty());
        } catch (MarketUnavailableException e) {
            return new Answer(
                    form,
                    Optional.empty(),
                    Optional.of("Today's terms cannot be read from the chain right"
                            + " now, and without them nobody knows the stake. Try again soon."));
        }
    }

    private static List<Choice> choices(List<ModelOffer> offers, String asked) {
        Stream<ModelOffer> first = offers.stream().limit(MOST);
        Stream<ModelOffer> other = offers.stream()
                .skip(MOST)
                .filter(offer -> offer.model().id().toString().equals(asked));
        IdShortener idShortener = new IdShortener();
        return Stream.concat(first, other)
                .map(offer -> ModelLine.of(offer, idShortener))
                .map(line -> new Choice(
                        line.id().full(),
                        "%s · from %s MOR a second".formatted(line.name(), line.price()),
                        line.id().full().equals(asked)))
                .toList();
    }
}
