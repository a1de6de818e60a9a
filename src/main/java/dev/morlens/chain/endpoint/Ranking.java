package dev.morlens.chain.endpoint;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;

/** Which endpoints can answer a question, and which of them should. */
final class Ranking {

    private Ranking() {}

    /** Where every endpoint was found to lack something, those that never said so themselves are asked all the same. */
    static List<EndpointState> able(List<EndpointState> endpoints, EndpointQuestion endpointQuestion) {
        List<EndpointState> able = endpoints.stream()
                .filter(endpoint -> canAnswer(endpoint, endpointQuestion))
                .toList();
        return able.isEmpty()
                ? endpoints.stream()
                        .filter(endpoint -> endpoint.profile().logs().isOmission())
                        .toList()
                : able;
    }

    private static boolean canAnswer(EndpointState endpoint, EndpointQuestion endpointQuestion) {
        return endpointQuestion.block().isEmpty()
                || endpoint.profile().logs().mayHave(endpointQuestion.block().getAsLong());
    }

    /** Those that rest last, before them those that are behind, else as configured. */
    static List<EndpointState> byPreference(List<EndpointState> open, EndpointQuestion endpointQuestion) {
        record Ranked(EndpointState endpoint, Duration rest, boolean behind, boolean unfit) {}
        return open.stream()
                .map(endpoint -> new Ranked(
                        endpoint, endpoint.rest(), endpoint.isBehind(), endpoint.lacks(endpointQuestion.need())))
                .sorted(Comparator.comparing(Ranked::rest)
                        .thenComparing(Ranked::unfit)
                        .thenComparing(Ranked::behind))
                .map(Ranked::endpoint)
                .toList();
    }
}
