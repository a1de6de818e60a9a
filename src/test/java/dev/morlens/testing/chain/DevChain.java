package dev.morlens.testing.chain;

import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.fail;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.morlens.chain.value.Address;
import dev.morlens.chain.value.BlockRef;
import dev.morlens.chain.value.Hash;
import dev.morlens.protocol.Network;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;

/** The local chain of {@code devchain/}: a real anvil with our contracts, and the director that plays life on it. */
public final class DevChain implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Process process;
    private final BufferedReader answers;
    private final Writer commands;
    private final JsonNode ready;
    private int lastId;

    private DevChain(Process process) throws IOException {
        this.process = process;
        this.answers = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        this.commands = new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8);
        this.ready = next();
    }

    /** A chain of its own, with the classic contracts; ends with {@link #close}. */
    public static DevChain start(long seed, String... options) {
        install();
        List<String> command =
                new ArrayList<>(List.of("node", "devchain/devchain.mjs", "--seed", String.valueOf(seed)));
        command.addAll(List.of(options));
        try {
            return new DevChain(new ProcessBuilder(command)
                    .redirectError(Files.createDirectories(Path.of("target"))
                            .resolve("devchain-" + seed + ".log")
                            .toFile())
                    .start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The test command installs npm's packages beforehand; a single test from an IDE does it here. */
    private static synchronized void install() {
        if (Files.isDirectory(Path.of("devchain", "node_modules"))) {
            return;
        }
        try {
            Files.createDirectories(Path.of("target"));
            Process npm = new ProcessBuilder("npm", "install", "--no-save", "--prefix", "devchain")
                    .redirectErrorStream(true)
                    .redirectOutput(Path.of("target", "devchain-npm.log").toFile())
                    .redirectInput(Path.of("/dev/null").toFile())
                    .start();
            if (!npm.waitFor(5, TimeUnit.MINUTES) || npm.exitValue() != 0) {
                fail("npm could not install the packages of devchain/");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    public URI rpcUrl() {
        return URI.create(ready.get("rpcUrl").asText());
    }

    /** Asks the node itself, such as for anvil's own methods. */
    public JsonNode rpc(String method, Object... params) {
        ObjectNode request =
                JSON.createObjectNode().put("jsonrpc", "2.0").put("id", 1).put("method", method);
        request.set("params", JSON.valueToTree(params));
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpRequest post = HttpRequest.newBuilder(rpcUrl())
                    .header("Content-Type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofString(request.toString()))
                    .build();
            JsonNode answer = JSON.readTree(
                    client.send(post, HttpResponse.BodyHandlers.ofString()).body());
            assertNull(answer.get("error"), () -> method + ": " + answer);
            return answer.get("result");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** @param which a height in hexadecimal, or a tag */
    public BlockRef block(String which) {
        JsonNode block = rpc("eth_getBlockByNumber", which, false);
        return new BlockRef(
                Long.decode(block.get("number").asText()),
                Hash.of(block.get("hash").asText()),
                Instant.ofEpochSecond(Long.decode(block.get("timestamp").asText())));
    }

    /** Under a name of its own, so that its index has a schema of its own. */
    public Network network(String name) {
        return new Network(
                name,
                "Local chain",
                ready.get("chainId").asLong(),
                Address.of(ready.get("token").asText()),
                Address.of(ready.get("diamond").asText()),
                Optional.empty(),
                OptionalLong.of(ready.get("startBlock").asLong()));
    }

    public String fundingAccount() {
        return ready.get("fundingAccount").asText();
    }

    /** The code of each version that closes sessions, with its rule, as a configuration names them. */
    public List<String> closeRules() {
        List<String> rules = new ArrayList<>();
        ready.get("closeRules").forEach(rule -> rules.add(rule.asText()));
        return rules;
    }

    /** Random actions; what each kind came to. */
    public JsonNode play(int actions) {
        return command(JSON.createObjectNode().put("cmd", "play").put("actions", actions));
    }

    /** Blocks in which nothing happens. */
    public void mine(int blocks) {
        command(JSON.createObjectNode().put("cmd", "mine").put("blocks", blocks));
    }

    /** Any command by its name, with its options. */
    public JsonNode ask(String command, Map<String, ?> options) {
        ObjectNode asked = JSON.valueToTree(options);
        return command(asked.put("cmd", command));
    }

    /** @param version {@code daylock} or {@code pool} */
    public void upgrade(String version) {
        command(JSON.createObjectNode().put("cmd", "upgrade").put("to", version));
    }

    /** As {@link #upgrade}, to code that does the same and that nobody knows. */
    public void upgradeToUnknownCode(String version) {
        ask("upgrade", Map.of("to", version, "unknown", true));
    }

    /** Replaces the newest blocks by at least as many others. */
    public JsonNode reorganise(int depth) {
        return command(JSON.createObjectNode().put("cmd", "reorg").put("depth", depth));
    }

    /** Builds one of the scenes by its name, and says what it made. */
    public JsonNode scenario(String name) {
        return command(JSON.createObjectNode().put("cmd", "scenario").put("name", name));
    }

    /** The names of the scenes. */
    public List<String> scenarios() {
        List<String> names = new ArrayList<>();
        command(JSON.createObjectNode().put("cmd", "scenarios"))
                .get("scenarios")
                .forEach(name -> names.add(name.asText()));
        return names;
    }

    public JsonNode samples() {
        return command(JSON.createObjectNode().put("cmd", "samples")).get("samples");
    }

    /** The truth at the head, from the contracts' views and storage. */
    public JsonNode truth() {
        try {
            Path file = Files.createTempFile(Path.of("target"), "truth", ".json");
            command(JSON.createObjectNode()
                    .put("cmd", "truth")
                    .put("file", file.toAbsolutePath().toString()));
            JsonNode truth = JSON.readTree(file.toFile());
            Files.delete(file);
            return truth;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private JsonNode command(ObjectNode command) {
        try {
            commands.write(command.put("id", ++lastId) + "\n");
            commands.flush();
            JsonNode answer = next();
            if (!answer.get("ok").asBoolean() || answer.get("id").asInt() != lastId) {
                throw new IllegalStateException("the local chain refused " + command + ": " + answer);
            }
            return answer;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private JsonNode next() throws IOException {
        String line = answers.readLine();
        if (line == null) {
            throw new IllegalStateException("the local chain ended; its log is under target/");
        }
        return JSON.readTree(line);
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
