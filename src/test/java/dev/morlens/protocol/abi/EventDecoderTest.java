package dev.morlens.protocol.abi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.morlens.chain.value.Address;
import dev.morlens.chain.value.BlockRef;
import dev.morlens.chain.value.Hash;
import dev.morlens.chain.value.Hex;
import dev.morlens.chain.value.RawLog;
import dev.morlens.chain.value.Wei;
import dev.morlens.protocol.Network;
import dev.morlens.protocol.abi.Decoding.Decoded;
import dev.morlens.protocol.abi.Decoding.Undecodable;
import dev.morlens.protocol.event.ProtocolEvent;
import dev.morlens.protocol.event.ProtocolEvent.DiamondCut;
import dev.morlens.protocol.event.ProtocolEvent.StakingAllowanceGranted;
import dev.morlens.protocol.event.ProtocolEvent.Transfer;
import dev.morlens.testing.chain.RealHistory;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** What is an event, and what is not (docs/protocol.md, P8 and P52). */
class EventDecoderTest {

    private static final Address TOKEN = Address.of("0x1000000000000000000000000000000000000001");
    private static final Address DIAMOND = Address.of("0x1000000000000000000000000000000000000002");
    private static final Network NETWORK =
            new Network("local", "Local", 31337, TOKEN, DIAMOND, Optional.empty(), OptionalLong.empty());

    private static final Hash TRANSFER = Hash.of("0xddf252ad1be2c89b69c2b068fc378daa952ba7f163c4a11628f55a4df523b3ef");
    private static final Hash OPENED = Hash.of("0x2bd7c890baf595977d256a6e784512c873ac58ba612b4895dbb7f784bfbf4839");
    private static final Hash GRANTED = Hash.of("0x3aa047f40a56a8f90a0363fd2daede670681c2a6c746b0abd8ceb822e7aa2ba9");
    private static final Hash CUT = Hash.of("0x8faa70878671ccd212d20771b795c50af8fd3ff6cf27f4bde57e5d4de0aeb673");
    private static final Hash FROM = word("00000000000000000000000000000000000000aa");
    private static final Hash TO = word("00000000000000000000000000000000000000bb");

    private final EventDecoder decoder = new EventDecoder(NETWORK);

    @Test
    void everyLogOfTheRealContractsDecodesToItsPlace() {
        RealHistory history = RealHistory.load();
        var decodings = new EventDecoder(history.network()).decode(history.logs());

        assertThat(decodings).hasSize(4_620).allSatisfy(each -> assertThat(each).isInstanceOf(Decoded.class));
        for (int i = 0; i < decodings.size(); i++) {
            var event = ((Decoded) decodings.get(i)).event();
            assertThat(event.position()).isEqualTo(history.logs().get(i).position());
            assertThat(event.txHash()).isEqualTo(history.logs().get(i).txHash());
        }
    }

    @Test
    void realUpgradesNameTheirFacetsAndSelectors() {
        RealHistory history = RealHistory.load();
        List<DiamondCut> cuts = new EventDecoder(history.network())
                .decode(history.logs()).stream()
                        .map(each -> ((Decoded) each).event().event())
                        .filter(DiamondCut.class::isInstance)
                        .map(DiamondCut.class::cast)
                        .toList();

        assertThat(cuts).hasSize(3);
        assertThat(cuts.getFirst().cuts()).hasSize(7).allSatisfy(cut -> {
            assertThat(cut.action()).isZero();
            assertThat(cut.selectors()).isNotEmpty();
        });
        int openSessionFromPool = 0x15624cf6;
        assertThat(cuts.get(1).cuts())
                .noneSatisfy(cut -> assertThat(cut.selectors()).contains(openSessionFromPool));
        assertThat(cuts.get(2).cuts()).anySatisfy(cut -> {
            assertThat(cut.action()).isZero();
            assertThat(cut.selectors()).contains(openSessionFromPool, 0xc1934a65);
        });
    }

    @Test
    void transferIsReadFromTopicsAndData() {
        assertThat(event(log(TOKEN, List.of(TRANSFER, FROM, TO), data(Hash.of(number(7))))))
                .isEqualTo(new Transfer(Address.fromWord(FROM.bytes(), 0), Address.fromWord(TO.bytes(), 0), Wei.of(7)));
    }

    @Test
    void grantThatNeverExpiresReadsAsTheFarFuture() {
        Hash never = Hash.of("0x00000000000000000000000000000000ffffffffffffffffffffffffffffffff");
        ProtocolEvent event = event(log(DIAMOND, List.of(GRANTED, FROM, TO), data(Hash.of(number(1)), never)));

        assertThat(event)
                .isInstanceOfSatisfying(
                        StakingAllowanceGranted.class,
                        granted -> assertThat(granted.expiry()).isEqualTo(Instant.parse("9999-12-31T23:59:59Z")));
    }

    @Test
    void expiryBeyondItsTypeIsUndecodable() {
        Hash tooLarge = Hash.of("0x0000000000000000000000000000000100000000000000000000000000000000");
        RawLog log = log(DIAMOND, List.of(GRANTED, FROM, TO), data(Hash.of(number(1)), tooLarge));

        assertThat(why(log)).contains("uint128");
    }

    @Test
    void transferWithoutItsSecondAddressIsUndecodable() {
        assertThat(why(log(TOKEN, List.of(TRANSFER, FROM), data(Hash.of(number(7))))))
                .isEqualTo("expected Transfer(address,address,uint256) with 3 topics, got 2");
    }

    @Test
    void transferWithCutOrPaddedDataIsUndecodable() {
        for (int bytes : new int[] {0, 31, 33, 64}) {
            assertThat(why(log(TOKEN, List.of(TRANSFER, FROM, TO), new byte[bytes])))
                    .contains("32 bytes of data, got " + bytes);
        }
    }

    @Test
    void addressWithDirtyUpperBytesIsUndecodable() {
        Hash dirty = Hash.of("0x000000000000000000000001" + "00000000000000000000000000000000000000aa");

        assertThat(why(log(TOKEN, List.of(TRANSFER, dirty, TO), data(Hash.of(number(7))))))
                .contains("upper 12 bytes 0");
    }

    @Test
    void transferOfTheDiamondAndSessionOfTheTokenAreUndecodable() {
        assertThat(why(log(DIAMOND, List.of(TRANSFER, FROM, TO), data(Hash.of(number(7))))))
                .contains("from the token, got it from the Diamond");
        assertThat(why(log(TOKEN, List.of(OPENED, FROM, TRANSFER, TO), new byte[0])))
                .contains("from the Diamond, got it from the token");
    }

    @Test
    void logOfAnotherContractIsUndecodable() {
        assertThat(why(log(Address.ZERO, List.of(TRANSFER, FROM, TO), data(Hash.of(number(7))))))
                .contains(DIAMOND.toString(), Address.ZERO.toString());
    }

    @Test
    void unknownAndAnonymousEventsAreUndecodable() {
        assertThat(why(log(DIAMOND, List.of(FROM), new byte[0]))).contains("unknown event " + FROM);
        assertThat(why(log(DIAMOND, List.of(), new byte[0]))).contains("no topic");
    }

    @Test
    void upgradeCutAnywhereIsUndecodable() {
        RawLog upgrade = realUpgrade();
        for (int bytes = 0; bytes < upgrade.data().length; bytes += 32) {
            byte[] cut = Arrays.copyOf(upgrade.data(), bytes);
            assertThat(decoder.decode(log(DIAMOND, List.of(CUT), cut))).isInstanceOf(Undecodable.class);
        }
    }

    @Test
    void upgradeThatClaimsHugeArraysIsUndecodable() {
        byte[] huge = Hex.bytes("0x" + "%064x".formatted(0x60) + "0".repeat(64) + "%064x".formatted(0x60)
                + "%064x".formatted(Integer.MAX_VALUE));
        assertThat(decoder.decode(log(DIAMOND, List.of(CUT), huge))).isInstanceOf(Undecodable.class);
    }

    @Test
    void upgradeWhoseOffsetsMultiplyTheSameWordsIsUndecodable() {
        int times = 500;
        StringBuilder words = new StringBuilder("0x").append("%064x".formatted(0x60));
        words.append("0".repeat(128)).append("%064x".formatted(times));
        for (int i = 0; i < times; i++) {
            words.append("%064x".formatted(32 * times));
        }
        words.append("0".repeat(128)).append("%064x".formatted(0x60)).append("%064x".formatted(times));
        words.append("0".repeat(64 * times));

        assertThat(why(log(DIAMOND, List.of(CUT), Hex.bytes(words.toString())))).contains("number of at most");
    }

    private static RawLog realUpgrade() {
        return RealHistory.load().logs().stream()
                .filter(log -> log.topics().getFirst().equals(CUT))
                .findFirst()
                .orElseThrow();
    }

    private ProtocolEvent event(RawLog log) {
        return ((Decoded) decoder.decode(log)).event().event();
    }

    private String why(RawLog log) {
        return ((Undecodable) decoder.decode(log)).why();
    }

    private static RawLog log(Address emitter, List<Hash> topics, byte[] data) {
        return new RawLog(emitter, new BlockRef(1, Hash.ZERO, Instant.EPOCH), 0, Hash.ZERO, 0, topics, data);
    }

    private static Hash word(String address) {
        return Hash.of("0x" + "0".repeat(24) + address);
    }

    private static String number(long value) {
        return "0x%064x".formatted(value);
    }

    private static byte[] data(Hash... words) {
        ByteBuffer out = ByteBuffer.allocate(32 * words.length);
        for (Hash word : words) {
            out.put(word.bytes());
        }
        return out.array();
    }
}
