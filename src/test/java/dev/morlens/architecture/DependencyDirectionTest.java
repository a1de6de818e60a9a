package dev.morlens.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.GeneralCodingRules;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The direction of dependencies between packages: CONTRIBUTING.md, "Rules that a test holds". */
class DependencyDirectionTest {

    /** Who may know whom: each package, and those to its left. The top package wires and may see them all. */
    private static final Map<String, List<String>> MAY_SEE = mayAlsoSee();

    /** What only some packages may touch, since adapters end there. */
    private static final List<Confined> CONFINED = List.of(
            new Confined("web3j", List.of("org.web3j.."), List.of("chain..", "protocol.abi..", "protocol.call..")),
            new Confined(
                    "the database",
                    List.of("java.sql..", "javax.sql..", "org.jdbi..", "org.postgresql..", "org.flywaydb.."),
                    List.of("store..")),
            new Confined(
                    "HTTP and templates",
                    List.of("jakarta.ws.rs..", "io.quarkus.qute..", "io.vertx.."),
                    List.of("http..", "api..", "web..")));

    /** What is public only because a package is divided: nobody outside of the first name's packages may use it. */
    private static final List<String> INNER_PACKAGES = List.of(
            "chain.rpc.answer",
            "chain.rpc.client",
            "chain.rpc.json",
            "chain.rpc.view",
            "diagnosis.rule",
            "indexer",
            "ledger.post",
            "store.embedded",
            "store.rows",
            "store.sql",
            "web");

    /** The same of single types. */
    private static final List<String> INNER_TYPES = List.of(
            "store.db.Transactions",
            "store.db.Schemas",
            "store.db.WriterLease",
            "store.write.ReaderIndexes",
            "store.write.RawLogReader",
            "ledger.bind.LedgerEvent",
            "ledger.bind.LedgerEventKeys",
            "ledger.bind.SessionLookup",
            "ledger.bind.TransactionBinder",
            "ledger.claim.BlockOutflows",
            "ledger.claim.ClaimChoice",
            "market.overview.FiguresReader",
            "preview.action.SequenceResult",
            "preview.action.ActionNodeFacts",
            "preview.action.PoolActions",
            "preview.quote.CloseScenarios",
            "preview.quote.OpeningObstacles",
            "preview.quote.OpeningTerms",
            "api.answer.ContentTag",
            "api.network.HealthAnswers");

    /** Those of the nodes and the indexer that say when something was, or will be. */
    private static final List<String> SHOWING_THE_TIME =
            List.of("EndpointState", "ProgressReporter", "ThroughputMeter");

    /** Violations that are accepted for now, each a part of ArchUnit's message. This list may only shrink. */
    private static final List<String> ACCEPTED = List.of();

    private static final int MOST_ACCEPTED = 0;

    private record Confined(String what, List<String> packages, List<String> rooms) {}

    private static Map<String, List<String>> mayAlsoSee() {
        var rows = new LinkedHashMap<String, List<String>>();
        var left = new ArrayList<String>();
        for (String room : List.of("chain", "protocol", "ledger", "store")) {
            left.add(room);
            rows.put(room, List.copyOf(left));
        }
        rows.put("indexer", List.of("chain", "protocol", "ledger", "store", "indexer"));
        for (String room : List.of("ask", "position", "market", "holdrule", "preview", "diagnosis", "http")) {
            left.add(room);
            rows.put(room, List.copyOf(left));
        }
        for (String edge : List.of("api", "web")) {
            var seen = new ArrayList<>(left);
            seen.add(edge);
            rows.put(edge, List.copyOf(seen));
        }
        // Pages parse, refuse and describe as the API does.
        rows.put(
                "web", Stream.concat(rows.get("web").stream(), Stream.of("api")).toList());
        return rows;
    }

    @TestFactory
    Stream<DynamicTest> aPackageKnowsOnlyThoseToItsLeft() {
        return MAY_SEE.entrySet().stream()
                .map(row -> DynamicTest.dynamicTest(row.getKey(), () -> {
                    String[] seen = row.getValue().stream()
                            .map(DependencyDirectionTest::room)
                            .toArray(String[]::new);
                    check(noClasses()
                            .that()
                            .resideInAPackage(room(row.getKey()))
                            .should()
                            .dependOnClassesThat(
                                    resideInAnyPackage("dev.morlens..").and(resideOutsideOfPackages(seen))));
                }));
    }

    @TestFactory
    Stream<DynamicTest> anAdaptersTypesStayInside() {
        return CONFINED.stream()
                .map(confined -> DynamicTest.dynamicTest(confined.what(), () -> {
                    String[] rooms = confined.rooms().stream()
                            .map(DependencyDirectionTest::inside)
                            .toArray(String[]::new);
                    check(noClasses()
                            .that()
                            .resideOutsideOfPackages(rooms)
                            .should()
                            .dependOnClassesThat()
                            .resideInAnyPackage(confined.packages().toArray(String[]::new)));
                }));
    }

    @Test
    void whatIsPublicForNeighboursIsThere() {
        assertThat(INNER_TYPES).allMatch(type -> MainClasses.all().contain(inside(type)));
        assertThat(INNER_PACKAGES)
                .allMatch(inner -> MainClasses.all().stream()
                        .anyMatch(type -> type.getPackageName().startsWith(inside(inner))));
    }

    @TestFactory
    Stream<DynamicTest> whatIsPublicForNeighboursStaysWithThem() {
        return Stream.concat(
                        INNER_PACKAGES.stream().map(DependencyDirectionTest::room),
                        INNER_TYPES.stream().map(DependencyDirectionTest::inside))
                .map(inner -> DynamicTest.dynamicTest(inner, () -> {
                    String outer = inner.replaceFirst("^(dev\\.morlens\\.\\w+).*", "$1") + "..";
                    check(noClasses()
                            .that()
                            .resideOutsideOfPackage(outer)
                            .should()
                            .dependOnClassesThat(
                                    inner.endsWith("..")
                                            ? resideInAnyPackage(inner)
                                            : DescribedPredicate.describe(
                                                    "are " + inner,
                                                    type -> type.getName().equals(inner))));
                }));
    }

    @Test
    void theLedgerSeesOnlyValuesEventsAndArithmetic() {
        check(classes()
                .that()
                .resideInAPackage(room("ledger"))
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "java.lang..",
                        "java.math..",
                        "java.time..",
                        "java.util..",
                        room("ledger"),
                        room("chain.value"),
                        room("protocol.event"),
                        room("protocol.math")));
    }

    @Test
    void theLedgerHasNoClock() {
        check(noClasses()
                .that()
                .resideInAnyPackage(room("ledger"), room("protocol.math"), room("protocol.event"))
                .should()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(System.class, "nanoTime")
                .orShould()
                .callMethod(Instant.class, "now")
                .orShould()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.time.Clock"));
    }

    /** A clock that is set back puts off for as long whatever waits by it: intervals are {@code Due}. */
    @Test
    void nodesAndTheIndexerReadTheTimeOfDayOnlyToShowIt() {
        check(noClasses()
                .that()
                .resideInAnyPackage(room("chain"), room("indexer"))
                .and(DescribedPredicate.not(simpleNameIsOneOf(SHOWING_THE_TIME)))
                .should()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(Instant.class, "now")
                .orShould()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.time.Clock"));
    }

    @Test
    void valuesKnowNothingButTheJdkAndOneHashFunction() {
        check(classes()
                .that()
                .resideInAPackage(room("chain.value"))
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage("java..", room("chain.value"))
                        .or(resideInAnyPackage("org.web3j.crypto..", "org.web3j.utils.."))));
    }

    @Test
    void theIndexerAndItsReadersNeverSeeEachOther() {
        String[] readers = {room("ask"), room("position"), room("api"), room("web")};
        check(noClasses()
                .that()
                .resideInAPackage(room("indexer"))
                .should()
                .dependOnClassesThat(resideInAnyPackage(readers)));
        check(noClasses()
                .that()
                .resideInAnyPackage(readers)
                .should()
                .dependOnClassesThat(resideInAnyPackage(room("indexer"))));
    }

    /** These make a path absolute, by what the server takes for its address; behind a proxy it is another. */
    @Test
    void redirectsAreRelative() {
        check(noClasses()
                .should()
                .callMethod(Response.class, "seeOther", URI.class)
                .orShould()
                .callMethod(Response.class, "temporaryRedirect", URI.class)
                .orShould()
                .callMethod(Response.class, "created", URI.class)
                .orShould()
                .callMethod(Response.ResponseBuilder.class, "location", URI.class)
                .orShould()
                .callMethod(Response.ResponseBuilder.class, "contentLocation", URI.class)
                .orShould()
                .callMethod(UriInfo.class, "getAbsolutePath")
                .orShould()
                .callMethod(UriInfo.class, "getAbsolutePathBuilder")
                .orShould()
                .callMethod(UriInfo.class, "getBaseUriBuilder")
                .orShould()
                .callMethod(UriInfo.class, "getRequestUriBuilder"));
    }

    @Test
    void packagesFormNoCycle() {
        check(slices().matching("dev.morlens.(**)").should().beFreeOfCycles());
    }

    @Test
    void nothingIsPrintedOrLoggedPastTheLogger() {
        check(GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS);
    }

    @Test
    void acceptedViolationsOnlyShrink() {
        assertThat(ACCEPTED).hasSizeLessThanOrEqualTo(MOST_ACCEPTED);
    }

    private static DescribedPredicate<JavaClass> simpleNameIsOneOf(List<String> names) {
        return DescribedPredicate.describe(
                "is one of " + names, javaClass -> names.contains(javaClass.getSimpleName()));
    }

    private static void check(ArchRule rule) {
        List<String> violations = rule.allowEmptyShould(true)
                .evaluate(MainClasses.all())
                .getFailureReport()
                .getDetails();
        assertThat(violations)
                .as(rule.getDescription())
                .filteredOn(violation -> ACCEPTED.stream().noneMatch(violation::contains))
                .isEmpty();
    }

    private static String room(String name) {
        return inside(name + "..");
    }

    private static String inside(String pattern) {
        return "dev.morlens." + pattern;
    }
}
