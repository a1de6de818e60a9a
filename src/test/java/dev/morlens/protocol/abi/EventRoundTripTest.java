package dev.morlens.protocol.abi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.morlens.chain.abi.AbiWords;
import dev.morlens.chain.value.Address;
import dev.morlens.chain.value.BlockRef;
import dev.morlens.chain.value.Hash;
import dev.morlens.chain.value.RawLog;
import dev.morlens.chain.value.Wei;
import dev.morlens.protocol.Network;
import dev.morlens.protocol.event.ProtocolEvent;
import dev.morlens.protocol.event.ProtocolEvent.DiamondCut;
import dev.morlens.protocol.event.SessionId;
import dev.morlens.testing.chain.Emitted;
import dev.morlens.testing.chain.EventWriter;
import java.lang.reflect.RecordComponent;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Every event, written by a table of its own and read by the decoder, is the same event (docs/protocol.md, P7). */
class EventRoundTripTest {

    private static final Network NETWORK = new Network(
            "local",
            "Local",
            31337,
            Address.of("0x1000000000000000000000000000000000000001"),
            Address.of("0x1000000000000000000000000000000000000002"),
            Optional.empty(),
            OptionalLong.empty());

    private static final List<Class<?>> EVENTS = Stream.of(ProtocolEvent.class.getPermittedSubclasses())
            .flatMap(kind -> Arrays.stream(kind.getPermittedSubclasses()))
            .filter(event -> event != DiamondCut.class)
            .toList();

    private final EventDecoder decoder = new EventDecoder(NETWORK);

    @Property(tries = 200)
    void writtenEventReadsAsItself(@ForAll long seed) throws ReflectiveOperationException {
        Random random = new Random(seed);
        for (Class<?> kind : EVENTS) {
            ProtocolEvent event = random(kind, random);
            Emitted log = new EventWriter(NETWORK).log(event);
            BlockRef block = new BlockRef(7, Hash.ZERO, Instant.EPOCH);
            RawLog raw = new RawLog(log.address(), block, 3, Hash.ZERO, 1, log.topics(), log.data());

            assertThat(decoder.decode(raw))
                    .isInstanceOfSatisfying(
                            Decoding.Decoded.class,
                            decoded -> assertThat(decoded.event().event()).isEqualTo(event));
        }
    }

    private static ProtocolEvent random(Class<?> kind, Random random) throws ReflectiveOperationException {
        RecordComponent[] components = kind.getRecordComponents();
        Class<?>[] types =
                Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        Object[] values = Arrays.stream(types).map(type -> value(type, random)).toArray();
        return (ProtocolEvent) kind.getDeclaredConstructor(types).newInstance(values);
    }

    private static Object value(Class<?> type, Random random) {
        if (type == Address.class) {
            return new Address(random.nextLong(), random.nextLong(), random.nextInt());
        }
        if (type == Wei.class) {
            return Wei.of(new BigInteger(random.nextInt(257), random));
        }
        if (type == Instant.class) {
            return Instant.ofEpochSecond(random.nextLong(AbiWords.FAR_FUTURE.getEpochSecond()));
        }
        Hash hash = new Hash(random.nextLong(), random.nextLong(), random.nextLong(), random.nextLong());
        return type == SessionId.class ? new SessionId(hash) : hash;
    }
}
