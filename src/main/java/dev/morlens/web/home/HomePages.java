package dev.morlens.web.home;

import dev.morlens.http.Paths;
import dev.morlens.http.SafeText;
import dev.morlens.market.offer.OfferFinder;
import dev.morlens.position.search.Search;
import dev.morlens.store.db.StoreUnavailableException;
import dev.morlens.web.part.PageLayouts;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The entrance, and what its search box finds. */
@Path("/")
@Produces("text/html;charset=UTF-8")
@RunOnVirtualThread
public class HomePages {

    private static final int LONGEST = 120;

    private final OfferFinder offerFinder;
    private final PageLayouts pageLayouts;
    private final SampleAddresses sampleAddresses;

    HomePages(OfferFinder offerFinder, PageLayouts pageLayouts, SampleAddresses sampleAddresses) {
        this.offerFinder = offerFinder;
        this.pageLayouts = pageLayouts;
        this.sampleAddresses = sampleAddresses;
    }

    @GET
    public TemplateInstance home() {
        return HomeTemplates.home(pageLayouts.of("MorLens: where is my MOR?", Optional.empty()), sampleAddresses.all());
    }

    /**
     * One thing found is shown at once; nothing, several or an unreadable text give a page that says so. The way there names
     * no scheme and no port: of those that a browser sees at a proxy the server may know nothing.
     */
    @GET
    @Path("search")
    public Response search(@QueryParam("q") String text) {
        String asked = text == null ? "" : text;
        try {
            List<Search.Result> results = offerFinder.find(asked);
            if (results.size() == 1) {
                return Response.status(Response.Status.SEE_OTHER)
                        .header("Location", Paths.page(results.getFirst()))
                        .build();
            }
            return Response.ok(found(asked, results, Optional.empty())).build();
        } catch (IllegalArgumentException e) {
            return Response.status(400)
                    .entity(found(asked, List.of(), Optional.of(SafeText.bounded(e.getMessage(), 300))))
                    .build();
        } catch (StoreUnavailableException e) {
            return Response.status(503)
                    .header("Retry-After", "5")
                    .entity(found(
                            asked, List.of(), Optional.of("The index cannot be asked right now; try again soon.")))
                    .build();
        }
    }

    private String found(String asked, List<Search.Result> results, Optional<String> trouble) {
        List<FoundLine> shown = results.stream()
                .map(result -> new FoundLine(
                        result.kind().name().toLowerCase(Locale.ROOT),
                        result.network(),
                        result.id(),
                        Paths.page(result)))
                .toList();
        return HomeTemplates.found(
                        pageLayouts.of("Search", Optional.empty()), SafeText.bounded(asked, LONGEST), shown, trouble)
                .render();
    }
}
