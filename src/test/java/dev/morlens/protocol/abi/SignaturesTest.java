package dev.morlens.protocol.abi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.morlens.chain.value.Address;
import dev.morlens.chain.value.Hash;
import dev.morlens.chain.value.Hex;
import dev.morlens.chain.value.Wei;
import dev.morlens.protocol.abi.RealSignatures.Kind;
import dev.morlens.protocol.abi.RealSignatures.Signature;
import dev.morlens.protocol.call.SessionCalls;
import dev.morlens.protocol.call.SignedReceipt;
import dev.morlens.protocol.call.StakeCalls;
import dev.morlens.protocol.call.UnsignedCall;
import dev.morlens.protocol.event.SessionId;
import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Whatever we encode, decode, name or select is in the real contracts: by signature and selector, in each version
 * (docs/protocol.md, P7, P42 and P55).
 */
class SignaturesTest {

    private static final Address SOME = Address.of("0x00000000000000000000000000000000000000aa");
    private static final Hash ID = Hash.of("0x" + "ab".repeat(32));

    /** Only the pool version has them (docs/protocol.md, P53). */
    private static final Set<String> OF_POOLS = Set.of(
            "settleExpiredSession",
            "withdrawStakingAllowance",
            "releasePoolHolds",
            "claimPendingWithdrawals",
            "getStakingPool",
            "getPoolStakesOnHold",
            "getStakingAllowance",
            "getAvailableToStake",
            "getSessionFunding",
            "getDelegateStakingParams");

    /** Not of a contract: what Solidity itself reverts with. */
    private static final Set<String> SOLIDITYS = Set.of("0x08c379a0", "0x4e487b71");

    /** Arguments that are signed, not sent: {@code abi.encode} without a function. */
    private static final Set<String> NO_FUNCTIONS = Set.of("receipt");

    private static final Pattern LITERAL = Pattern.compile("\"((?:[^\"\\\\\n]++|\\\\.)*+)\"");
    private static final Pattern CODE = Pattern.compile("\\{@code ([^}]*)}");
    private static final Pattern SIGNATURE =
            Pattern.compile("\\b[A-Za-z_]\\w*\\((?:\\(*(?:address|bool|bytes\\d*|string|u?int\\d+)[\\[\\]()]*,?)+\\)");
    private static final Pattern SELECTOR = Pattern.compile("\\b0x[0-9a-f]{8}\\b");
    private static final Pattern BUILT = Pattern.compile("CallData\\.of\\(\\s*\"(\\w+)\"");
    private static final Pattern NAMED =
            Pattern.compile("(?<![\\w./-])(?:close|settle|claim|withdraw|release|pay|open|delete|post"
                    + "|fund|grant|revoke|get|set|list)[A-Z]\\w+");

    /** Of a hold row: looks like a function's name, and is none. */
    private static final Set<String> FIELDS = Set.of("releaseAt");

    private final RealSignatures real = new RealSignatures();

    /** @param selector {@code 0x} and 8 digits */
    private record Encoded(String name, String signature, String selector) {}

    @Test
    void theDataHashesToItsSelectorsAndTopics() {
        assertThat(real.all())
                .hasSizeGreaterThan(700)
                .allSatisfy(one -> assertThat(hashed(one)).as(one.text()).isEqualTo(one.id()));
        assertThat(real.of(Kind.FUNCTIONS, "releasePoolHolds(address,uint8)"))
                .extracting(Signature::id)
                .containsOnly("0xcb2fe150");
        assertThat(real.of(Kind.FUNCTIONS, "claimPendingWithdrawals(address,uint8)"))
                .extracting(Signature::id)
                .containsOnly("0x2436a2fc");
    }

    private static String hashed(Signature one) {
        String hash = Hex.of(org.web3j.crypto.Hash.sha3(one.text().getBytes(StandardCharsets.US_ASCII)));
        return one.kind() == Kind.EVENTS ? hash : hash.substring(0, 10);
    }

    @Test
    void callsThatAreHandedOutExistInEachVersionThatTheyAreHandedOutFor() throws ReflectiveOperationException {
        assertThat(calls()).hasSizeGreaterThan(7).allSatisfy(call -> {
            assertThat(real.of(Kind.FUNCTIONS, call.signature()))
                    .as(call.signature())
                    .isNotEmpty()
                    .allSatisfy(found -> assertThat(found.isCallable()).isTrue())
                    .extracting(Signature::id)
                    .containsOnly(call.selector());
            assertVersions(call.signature());
        });
    }

    @Test
    void viewsExistInEachVersion() throws ReflectiveOperationException {
        assertThat(views()).hasSizeGreaterThan(30).allSatisfy(view -> {
            List<Signature> found = real.ofSelector(view.selector());
            assertThat(found).as(view.name() + " " + view.selector()).isNotEmpty();
            assertThat(found).extracting(Signature::name).containsOnly(view.name());
            assertThat(found).noneMatch(Signature::isCallable);
            assertVersions(found.getFirst().text());
        });
    }

    private void assertVersions(String signature) {
        String name = signature.substring(0, signature.indexOf('('));
        Set<String> expected = OF_POOLS.contains(name) ? Set.of("pool") : RealSignatures.ALL_VERSIONS;
        assertThat(real.versions(Kind.FUNCTIONS, signature)).as(signature).isEqualTo(expected);
    }

    @Test
    void eventsAreWrittenAsTheContractsWriteThem() {
        assertThat(EventShapes.byTopic()).hasSizeGreaterThan(30).allSatisfy((topic, shape) -> {
            List<Signature> found = real.of(Kind.EVENTS, shape.signature());
            assertThat(found).as(shape.signature()).isNotEmpty();
            assertThat(found).extracting(Signature::id).containsOnly(topic.toString());
            assertThat(found)
                    .filteredOn(one -> shape.emitter() == EventShape.Emitter.DIAMOND
                            ? !one.versions().isEmpty()
                            : one.contract().equals("MOROFT"))
                    .isNotEmpty()
                    .allSatisfy(one -> assertThat(one.indexed()).hasSize(shape.topics() - 1));
        });
    }

    @Test
    void errorsThatHaveWordsAreTheContracts() {
        assertThat(KnownErrors.signatures())
                .hasSizeGreaterThan(15)
                .allSatisfy(text ->
                        assertThat(real.versions(Kind.ERRORS, text)).as(text).contains("pool"));
    }

    @Test
    void everySignatureSelectorAndNameInTheSourcesIsReal() throws IOException, ReflectiveOperationException {
        String sources = sources();
        Set<String> texts = real.all().stream().map(Signature::text).collect(Collectors.toSet());
        texts.addAll(Set.of("Error(string)", "Panic(uint256)"));
        String written = String.join("\n", found(LITERAL, sources)) + String.join("\n", found(CODE, sources));
        assertThat(found(SIGNATURE, written)).hasSizeGreaterThan(30).isSubsetOf(texts);
        Set<String> selectors = real.all().stream().map(Signature::id).collect(Collectors.toCollection(TreeSet::new));
        selectors.addAll(SOLIDITYS);
        assertThat(found(SELECTOR, sources)).isNotEmpty().isSubsetOf(selectors);
        Set<String> built = Stream.concat(calls().stream(), views().stream())
                .map(Encoded::name)
                .collect(Collectors.toCollection(TreeSet::new));
        built.addAll(NO_FUNCTIONS);
        assertThat(found(BUILT, sources)).hasSizeGreaterThan(40).isSubsetOf(built);
    }

    /** What people read names no function that there is not: texts of answers, pages, and documents. */
    @Test
    void everyFunctionThatProseNamesIsReal() throws IOException {
        String prose = found(LITERAL, sources()).stream()
                .filter(literal -> literal.contains(" "))
                .collect(Collectors.joining("\n"));
        for (String tree : List.of("docs", "src/main/resources/templates")) {
            prose += "\n" + read(tree, ".md") + read(tree, ".html");
        }
        Set<String> functions = found(NAMED, prose);
        functions.removeAll(FIELDS);
        assertThat(functions).contains("releasePoolHolds").isSubsetOf(real.names());
    }

    private static Set<String> found(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .map(result -> result.group(result.groupCount()))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String sources() throws IOException {
        return read("src/main/java", ".java");
    }

    private static String read(String tree, String suffix) throws IOException {
        try (Stream<Path> files = Files.walk(Path.of(tree))) {
            StringBuilder all = new StringBuilder();
            for (Path file : files.filter(path -> path.toString().endsWith(suffix))
                    .sorted()
                    .toList()) {
                all.append(Files.readString(file)).append('\n');
            }
            return all.toString();
        }
    }

    private static List<Encoded> calls() throws ReflectiveOperationException {
        List<Encoded> calls = new ArrayList<>();
        for (Object maker : List.of(new SessionCalls(SOME), new StakeCalls(SOME))) {
            for (Object made : made(maker, UnsignedCall.class)) {
                UnsignedCall call = (UnsignedCall) made;
                calls.add(new Encoded(
                        call.function(), call.signature(), selector(call.call().data())));
            }
        }
        return calls;
    }

    private static List<Encoded> views() throws ReflectiveOperationException {
        List<Encoded> views = new ArrayList<>();
        for (Object maker :
                List.of(new SessionViews(SOME), new MarketViews(SOME), new PoolViews(SOME), new TokenViews(SOME))) {
            for (Object made : made(maker, View.class)) {
                View<?> view = (View<?>) made;
                views.add(new Encoded(view.name(), "", selector(view.call().data())));
            }
        }
        return views;
    }

    /** What each of its methods makes of arguments that are as good as any. */
    private static List<Object> made(Object maker, Class<?> what) throws ReflectiveOperationException {
        List<Object> made = new ArrayList<>();
        for (Method method : maker.getClass().getDeclaredMethods()) {
            if (method.getReturnType().equals(what) && Modifier.isPublic(method.getModifiers())) {
                Object[] arguments = Arrays.stream(method.getParameterTypes())
                        .map(SignaturesTest::some)
                        .toArray();
                made.add(method.invoke(maker, arguments));
            }
        }
        return made;
    }

    private static Object some(Class<?> type) {
        Map<Class<?>, Object> values = Map.of(
                Address.class,
                SOME,
                Hash.class,
                ID,
                SessionId.class,
                new SessionId(ID),
                Wei.class,
                Wei.of(1),
                Instant.class,
                Instant.EPOCH,
                SignedReceipt.class,
                SignedReceipt.disputed(new SessionId(ID), 1, Instant.EPOCH),
                int.class,
                1,
                long.class,
                1L);
        return values.get(type);
    }

    private static String selector(byte[] data) {
        return Hex.of(data).substring(0, 10);
    }
}
