package dev.morlens.api.dropin;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.morlens.ask.AsOf;
import dev.morlens.ask.NodeQueries;
import dev.morlens.chain.BlockId;
import dev.morlens.chain.Node;
import dev.morlens.chain.value.BlockRef;
import dev.morlens.ledger.entry.Session;
import dev.morlens.protocol.Network;
import dev.morlens.protocol.abi.SessionViews;
import dev.morlens.protocol.event.SessionId;
import dev.morlens.protocol.view.ViewReader;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * With what sessions were closed. Receipts are in no log, so that a node is asked, within the budget for questions, and once a
 * close: what it says of one never changes.
 */
@ApplicationScoped
class CloseReceipts {

    /** Some 500 bytes each. */
    private static final int MOST_KEPT = 20_000;

    /** Those of the protocol have 160 bytes; a closer may give anything that begins like one. */
    private static final int LONGEST = 4_096;

    private record Close(String network, SessionId session, BlockRef block) {}

    private record Wanted(List<Close> closes) {}

    private record Answer(List<Optional<byte[]>> receipts) {}

    /** @param complete whether those of all sessions are known */
    record ReceiptOrigin(Map<SessionId, String> byId, boolean complete) {

        /** Without prefix, and empty without one, as the consumer node has it. */
        String of(Session session) {
            return byId.getOrDefault(session.id(), "");
        }
    }

    private final NodeQueries nodeQueries;
    private final Cache<Close, String> kept =
            Caffeine.newBuilder().maximumSize(MOST_KEPT).build();

    @Inject
    CloseReceipts(NodeQueries nodeQueries) {
        this.nodeQueries = nodeQueries;
    }

    /** @param asOf of which block the sessions are */
    ReceiptOrigin of(Network network, AsOf asOf, List<Session> sessions) {
        List<Close> closes = sessions.stream()
                .flatMap(session -> session.closing().stream()
                        .map(end ->
                                new Close(network.name(), session.id(), end.at().block())))
                .toList();
        List<Close> missing = closes.stream()
                .filter(close -> kept.getIfPresent(close) == null)
                .toList();
        if (!missing.isEmpty()) {
            ask(network, asOf, missing);
        }
        Map<SessionId, String> known = new HashMap<>();
        closes.forEach(close ->
                Optional.ofNullable(kept.getIfPresent(close)).ifPresent(hex -> known.put(close.session(), hex)));
        return new ReceiptOrigin(known, known.size() == closes.size());
    }

    private void ask(Network network, AsOf asOf, List<Close> missing) {
        nodeQueries
                .ask(
                        network,
                        asOf,
                        new Wanted(missing),
                        Answer.class,
                        (node, at) -> new Answer(read(network, node, at, missing)))
                .ifPresent(answer -> {
                    for (int i = 0; i < missing.size(); i++) {
                        Close close = missing.get(i);
                        answer.receipts()
                                .get(i)
                                .filter(receipt -> receipt.length <= LONGEST)
                                .ifPresent(receipt ->
                                        kept.put(close, HexFormat.of().formatHex(receipt)));
                    }
                });
    }

    private static List<Optional<byte[]>> read(Network network, Node node, BlockId at, List<Close> closes) {
        SessionViews views = new SessionViews(network.diamond());
        return new ViewReader(node)
                .tryAll(
                        at,
                        closes.stream()
                                .map(close -> views.getCloseoutReceipt(close.session()))
                                .toList());
    }
}
