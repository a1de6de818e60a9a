package dev.morlens.preview;

import com.fasterxml.jackson.databind.JsonNode;
import dev.morlens.chain.BlockId;
import dev.morlens.chain.BlockTag;
import dev.morlens.chain.Node;
import dev.morlens.chain.endpoint.Nodes;
import dev.morlens.chain.value.BlockHeader;
import dev.morlens.chain.value.Wei;
import dev.morlens.protocol.Network;
import dev.morlens.protocol.abi.SessionViews;
import dev.morlens.protocol.math.StakeTerms;
import dev.morlens.protocol.view.ViewReader;
import dev.morlens.testing.chain.DevChain;
import dev.morlens.testing.node.NodeConfigs;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Opens and closes sessions on a real chain, and reads the terms at which that happens. */
record OpeningStage(DevChain chain, Node node, SessionViews views) {

    /**
     * Sessions opened in one block.
     *
     * @param seconds that each stake gave; 0 where the contract refused
     */
    record Opened(List<Long> seconds, List<String> ids, Instant at) {}

    /** @param returned to the user at once, in wei */
    record Closed(Wei returned, Instant at) {}

    static OpeningStage of(DevChain chain) {
        Network network = chain.network("local");
        Node node = Nodes.connect(NodeConfigs.fast(chain.rpcUrl()), network.chainId(), new SimpleMeterRegistry())
                .node();
        return new OpeningStage(chain, node, new SessionViews(network.diamond()));
    }

    String bid(Wei price) {
        return chain.ask("bid", Map.of("price", price.toString())).get("bid").asText();
    }

    void leap(long seconds) {
        chain.ask("warp", Map.of("seconds", seconds));
    }

    Opened open(String bid, boolean direct, List<Wei> stakes) {
        List<String> amounts = stakes.stream().map(Wei::toString).toList();
        JsonNode told = chain.ask("openings", Map.of("bid", bid, "stakes", amounts, "direct", direct));
        List<Long> seconds = new ArrayList<>();
        List<String> ids = new ArrayList<>();
        told.get("seconds").forEach(each -> seconds.add(each.asLong()));
        told.get("ids").forEach(each -> ids.add(each.asText()));
        return new Opened(
                seconds, ids, Instant.ofEpochSecond(told.get("openedAt").asLong()));
    }

    /** At that time, or in the next second if it is past. */
    Closed close(String session, Instant at) {
        JsonNode told = chain.ask("closing", Map.of("session", session, "time", at.getEpochSecond()));
        return new Closed(
                Wei.of(told.get("returned").asText()),
                Instant.ofEpochSecond(told.get("closedAt").asLong()));
    }

    /** Of the newest block's day. */
    StakeTerms terms() {
        return terms(now());
    }

    /** Of another day, as the newest block has them. */
    StakeTerms terms(Instant day) {
        List<Wei> read = new ViewReader(node)
                .readAll(
                        at(),
                        List.of(views.getComputeBalance(day), views.totalMorSupply(day), views.getTodaysBudget(day)));
        return new StakeTerms(read.get(0), read.get(1), read.get(2));
    }

    long longest() {
        return new ViewReader(node).read(at(), views.getMaxSessionDuration()).toSeconds();
    }

    Wei claimed() {
        return new ViewReader(node).read(at(), views.getProvidersTotalClaimed());
    }

    Instant now() {
        return head().ref().time();
    }

    private BlockId at() {
        return new BlockId.Hashed(head().ref().hash());
    }

    private BlockHeader head() {
        return node.header(BlockTag.LATEST).orElseThrow();
    }
}
