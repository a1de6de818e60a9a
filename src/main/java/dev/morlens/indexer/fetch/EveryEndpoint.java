package dev.morlens.indexer.fetch;

import dev.morlens.chain.Node;
import dev.morlens.chain.error.NodeException;
import dev.morlens.chain.error.RangeTooLargeException;
import dev.morlens.chain.value.BlockRef;
import dev.morlens.chain.value.RawLog;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Asks every endpoint the same about logs, and merges what they answer. */
record EveryEndpoint(List<SingleEndpointReader> endpoints, EndpointLogMerger merger) {

    /**
     * An endpoint that fails is done without, as long as another answers; of one that leaves out what another has, that is
     * noted.
     */
    MergedLogs read(boolean cannotBeHalved, Function<Node, List<RawLog>> question) {
        Map<SingleEndpointReader, List<RawLog>> answers = new LinkedHashMap<>();
        NodeException failure = null;
        for (SingleEndpointReader endpoint : endpoints) {
            try {
                answers.put(endpoint, question.apply(endpoint.node()));
            } catch (NodeException e) {
                if (e instanceof RangeTooLargeException && !cannotBeHalved) {
                    throw e;
                }
                failure = e;
            }
        }
        if (answers.isEmpty() && failure != null) {
            throw failure;
        }
        List<RawLog> all = merger.of(List.copyOf(answers.values()));
        boolean agreed = answers.size() > 1;
        for (Map.Entry<SingleEndpointReader, List<RawLog>> answer : answers.entrySet()) {
            List<BlockRef> missing = EndpointLogMerger.missing(all, answer.getValue());
            answer.getKey().omitted(missing);
            agreed &= missing.isEmpty();
        }
        return new MergedLogs(all, agreed);
    }
}
