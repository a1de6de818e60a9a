package dev.morlens.testing.chain;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.morlens.chain.value.Address;
import dev.morlens.chain.value.BlockHeader;
import dev.morlens.chain.value.BlockRef;
import dev.morlens.chain.value.Hash;
import dev.morlens.chain.value.Hex;
import dev.morlens.chain.value.LogsBloom;
import dev.morlens.chain.value.RawLog;
import dev.morlens.chain.value.Wei;
import dev.morlens.protocol.Network;
import dev.morlens.protocol.event.SessionFacts;
import dev.morlens.protocol.event.SessionId;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.zip.GZIPInputStream;

/**
 * What the real contracts logged over a random history, and the truth read from their views and storage at five blocks.
 * Where the recording is not there, a test that asks for it is skipped, but fails in CI.
 */
public final class RealHistory {

    private static final Path FOLDER = Path.of("..", "shared", "histories", "real-contracts");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final JsonNode deployment;
    private final List<BlockHeader> headers;
    private final List<RawLog> logs;

    private RealHistory() {
        this.deployment = tree(file("deployment.json"));
        this.headers =
                lines("headers.jsonl.gz").stream().map(RealHistory::header).toList();
        this.logs = lines("logs.jsonl.gz").stream().map(this::log).toList();
    }

    /** Loaded once a JVM. */
    public static RealHistory load() {
        if (!Files.isDirectory(FOLDER)) {
            String missing =
                    "the recorded history is not at " + FOLDER.toAbsolutePath().normalize();
            return "true".equals(System.getenv("CI")) ? fail(missing) : abort(missing);
        }
        return Loaded.HISTORY;
    }

    private static final class Loaded {
        static final RealHistory HISTORY = new RealHistory();
    }

    /** Addresses, head, and the block from which each version's session router was in force. */
    public JsonNode deployment() {
        return deployment;
    }

    public Network network() {
        return new Network(
                "local",
                "Recorded history",
                deployment.get("chainId").asLong(),
                Address.of(deployment.get("token").asText()),
                Address.of(deployment.get("diamond").asText()),
                Optional.empty(),
                OptionalLong.of(deployment.get("startBlock").asLong()));
    }

    public long headBlock() {
        return deployment.get("headBlock").asLong();
    }

    /** From block 0 to the head: the index is the number. */
    public List<BlockHeader> headers() {
        return headers;
    }

    /** Every log of the token and the Diamond, in order. */
    public List<RawLog> logs() {
        return logs;
    }

    /** The blocks of which a truth is recorded, in order. */
    public List<Long> truthBlocks() {
        return List.of(181L, 423L, 726L, 968L, 1210L);
    }

    public JsonNode truth(long block) {
        return tree(file("truth-at-" + block + ".json.gz"));
    }

    /** The facts of every session, as views at the head give them. */
    public Map<SessionId, SessionFacts> sessionFacts() {
        Map<SessionId, SessionFacts> facts = new HashMap<>();
        truth(headBlock()).get("sessions").properties().forEach(entry -> {
            SessionId id = SessionId.of(entry.getKey());
            facts.put(id, facts(id, entry.getValue()));
        });
        return facts;
    }

    private static SessionFacts facts(SessionId id, JsonNode session) {
        Instant closedAt = seconds(session.get("closedAt"));
        return new SessionFacts(
                id,
                Address.of(session.get("user").asText()),
                Address.of(session.get("provider").asText()),
                Hash.of(session.get("modelId").asText()),
                Hash.of(session.get("bidId").asText()),
                Wei.of(session.get("pricePerSecond").asText()),
                Wei.of(session.get("stake").asText()),
                session.get("isDirectPaymentFromUser").asBoolean(),
                seconds(session.get("openedAt")),
                seconds(session.get("endsAt")),
                closedAt.equals(Instant.EPOCH)
                        ? Optional.empty()
                        : Optional.of(new SessionFacts.Closeout(
                                closedAt, session.get("closeoutType").asInt())));
    }

    private RawLog log(String line) {
        JsonNode log = tree(line.getBytes(StandardCharsets.UTF_8));
        List<Hash> topics = new ArrayList<>();
        log.get("topics").forEach(topic -> topics.add(Hash.of(topic.asText())));
        return new RawLog(
                Address.of(log.get("address").asText()),
                headers.get(quantity(log.get("blockNumber"))).ref(),
                quantity(log.get("logIndex")),
                Hash.of(log.get("transactionHash").asText()),
                quantity(log.get("transactionIndex")),
                List.copyOf(topics),
                Hex.bytes(log.get("data").asText()));
    }

    private static BlockHeader header(String line) {
        JsonNode header = tree(line.getBytes(StandardCharsets.UTF_8));
        return new BlockHeader(
                new BlockRef(
                        quantity(header.get("number")),
                        Hash.of(header.get("hash").asText()),
                        Instant.ofEpochSecond(quantity(header.get("timestamp")))),
                Hash.of(header.get("parentHash").asText()),
                new LogsBloom(Hex.bytes(header.get("logsBloom").asText())));
    }

    private static int quantity(JsonNode hex) {
        return Integer.decode(hex.asText());
    }

    private static Instant seconds(JsonNode decimal) {
        return Instant.ofEpochSecond(decimal.asLong());
    }

    private static List<String> lines(String name) {
        return new String(file(name), StandardCharsets.UTF_8).lines().toList();
    }

    private static JsonNode tree(byte[] json) {
        try {
            return JSON.readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] file(String name) {
        try (InputStream raw = Files.newInputStream(FOLDER.resolve(name));
                InputStream in = name.endsWith(".gz") ? new GZIPInputStream(raw) : raw) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
