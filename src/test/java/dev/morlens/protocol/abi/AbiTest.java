package dev.morlens.protocol.abi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.morlens.chain.abi.AbiWords;
import dev.morlens.chain.abi.UnreadableException;
import dev.morlens.chain.value.Address;
import dev.morlens.chain.value.Hash;
import dev.morlens.chain.value.Hex;
import dev.morlens.protocol.call.CallData;
import dev.morlens.protocol.call.SignedReceipt;
import dev.morlens.protocol.event.SessionId;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.web3j.abi.FunctionEncoder;
import org.web3j.abi.datatypes.DynamicBytes;
import org.web3j.abi.datatypes.Utf8String;

/** Call data, storage, texts and receipts (docs/protocol.md, P21, P29 and P48). */
class AbiTest {

    private static final Address USER = Address.of("0x00000000000000000000000000000000000000aa");

    @Test
    void callDataIsSelectorAndPaddedArguments() {
        assertThat(Hex.of(CallData.of("getUserStakesOnHold")
                        .address(USER)
                        .uint8(255)
                        .encode()))
                .isEqualTo("0x967885df" + "0".repeat(62) + "aa" + "0".repeat(62) + "ff");
        assertThat(Hex.of(CallData.of("facetAddress").bytes4(0x42f77a31).encode()))
                .isEqualTo("0xcdffacc6" + "42f77a31" + "0".repeat(56));
        assertThat(Hex.of(
                        CallData.of("withdrawUserStakes").address(USER).uint8(1).encode()))
                .startsWith("0xa98a7c6b");
    }

    /** The layout of Solidity, worked out by hand for one user of the recorded chain. */
    @Test
    void holdRowsLieTwoSlotsApartBehindTheirArray() {
        HoldSlots slots = HoldSlots.of(USER);

        byte[] key = Hex.bytes("0x" + "0".repeat(62) + "aa" + member9());
        assertThat(slots.length()).isEqualTo(keccak(key));
        assertThat(slots.amount(0)).isEqualTo(keccak(slots.length().bytes()));
        assertThat(slots.releaseAt(0).d() - slots.amount(0).d()).isEqualTo(1);
        assertThat(slots.amount(7).d() - slots.amount(0).d()).isEqualTo(14);
    }

    @Test
    void hostileTextIsCutCleanedAndStillText() {
        assertThat(text("plain ünïcode 🙂".getBytes(StandardCharsets.UTF_8), 64))
                .isEqualTo("plain ünïcode 🙂");
        assertThat(text("a\u0000b\nc\u202ed".getBytes(StandardCharsets.UTF_8), 64))
                .isEqualTo("a�b c�d");
        assertThat(text(new byte[] {(byte) 0xff, 'x'}, 64)).isEqualTo("�x");
        assertThat(text("ääää".getBytes(StandardCharsets.UTF_8), 5)).isEqualTo("ää…");
        assertThat(text(new byte[100_000], 10)).hasSizeLessThan(12);
    }

    @Test
    void textThatClaimsMoreThanThereIsIsRefused() {
        AbiWords lie = new AbiWords(Hex.bytes("0x" + "%064x".formatted(500)));

        assertThatThrownBy(() -> ChainText.read(lie, 0, 64)).isInstanceOf(UnreadableException.class);
    }

    @Test
    void revertsAreSaidInWords() {
        String text = FunctionEncoder.encodeConstructor(List.of(new Utf8String("not yours")));
        assertThat(RevertReason.of(Hex.bytes("0x08c379a0" + text))).isEqualTo("not yours");
        assertThat(RevertReason.of(Hex.bytes("0x4e487b71" + "%064x".formatted(0x11))))
                .isEqualTo("Panic 0x11");
        assertThat(RevertReason.of(Hex.bytes("0xc41b8c4d"))).isEqualTo("error 0xc41b8c4d");
        assertThat(RevertReason.of(Hex.bytes("0x08c379a0ff"))).contains("malformed");
        assertThat(RevertReason.of(new byte[0])).isEqualTo("no reason given");
    }

    @Test
    void errorsHaveTheirNamesAndWhatTheyMean() {
        String text = FunctionEncoder.encodeConstructor(List.of(new Utf8String("Diamond: selector is not registered")));
        assertThat(Revert.of(Hex.bytes("0x08c379a0" + text)).reason()).contains("does not have this function");
        assertThat(Revert.of(Hex.bytes("0xc41b8c4d")).error()).isEqualTo("SessionUserAmountToWithdrawIsZero");
        assertThat(Revert.of(Hex.bytes("0xdeadbeef")).error()).isEqualTo("0xdeadbeef");
        assertThat(Revert.of(Hex.bytes("0x4e487b71" + "%064x".formatted(0x11))).error())
                .isEqualTo("Panic 0x11");
        assertThat(Revert.of(Hex.bytes("0x08c379a0ff")).reason()).contains("does not know");
        assertThat(Revert.of(new byte[3]).reason()).contains("without a reason");
    }

    /** 65 bytes, v 27 or 28, low s: anything else reverts in the contract before it looks at the signer. */
    @Test
    void receiptsOfDryRunsAreWellFormedAndAlwaysTheSame() {
        SessionId id = new SessionId(Hash.of("0x" + "ab".repeat(32)));
        SignedReceipt receipt = SignedReceipt.disputed(id, 8453, Instant.ofEpochSecond(5));

        assertThat(Hex.of(receipt.receipt()))
                .isEqualTo("0x" + "ab".repeat(32) + "%064x%064x%064x%064x".formatted(8453, 5, 0, 0));
        assertThat(receipt.signature()).hasSize(65);
        assertThat(receipt.signature()[64]).isIn((byte) 27, (byte) 28);
        assertThat(new BigInteger(1, receipt.signature(), 32, 32)).isLessThan(BigInteger.TWO.pow(255));
        assertThat(SignedReceipt.disputed(id, 8453, Instant.ofEpochSecond(5)).signature())
                .isEqualTo(receipt.signature());
    }

    @Test
    void wordsRefuseWhatTheirTypeCannotHold() {
        AbiWords abiWords = new AbiWords(Hex.bytes("0x" + "ff".repeat(32) + "%064x".formatted(2)));

        assertThat(abiWords.int64(0)).isEqualTo(-1);
        assertThat(abiWords.uint32(1)).isEqualTo(2);
        assertThat(abiWords.instant(1)).isEqualTo(Instant.ofEpochSecond(2));
        assertThatThrownBy(() -> abiWords.uint32(0)).isInstanceOf(UnreadableException.class);
        assertThatThrownBy(() -> abiWords.bool(1)).isInstanceOf(UnreadableException.class);
        assertThatThrownBy(() -> abiWords.address(0)).isInstanceOf(UnreadableException.class);
        assertThatThrownBy(() -> abiWords.target(1, 0)).isInstanceOf(UnreadableException.class);
        assertThatThrownBy(() -> abiWords.hash(2)).isInstanceOf(UnreadableException.class);
        assertThatThrownBy(() -> abiWords.hash(-1)).isInstanceOf(UnreadableException.class);
    }

    private static String text(byte[] utf8, int maxBytes) {
        byte[] encoded = Hex.bytes("0x" + FunctionEncoder.encodeConstructor(List.of(new DynamicBytes(utf8))));
        AbiWords abiWords = new AbiWords(encoded);
        return ChainText.read(abiWords, abiWords.target(0, 0), maxBytes);
    }

    private static Hash keccak(byte[] input) {
        return Hash.of(org.web3j.crypto.Hash.sha3(input));
    }

    private static String member9() {
        Hash base = keccak("diamond.standard.sessions.storage".getBytes(StandardCharsets.US_ASCII));
        return new Hash(base.a(), base.b(), base.c(), base.d() + 9).toString().substring(2);
    }
}
