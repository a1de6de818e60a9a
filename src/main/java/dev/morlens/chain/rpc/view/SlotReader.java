package dev.morlens.chain.rpc.view;

import dev.morlens.chain.BlockId;
import dev.morlens.chain.CallPurpose;
import dev.morlens.chain.ViewCall;
import dev.morlens.chain.profile.EndpointProfile;
import dev.morlens.chain.profile.StateOverrides;
import dev.morlens.chain.rpc.answer.RpcErrorClassifier;
import dev.morlens.chain.rpc.answer.RpcResponse;
import dev.morlens.chain.rpc.client.RpcClient;
import dev.morlens.chain.rpc.json.JsonFields;
import dev.morlens.chain.rpc.json.JsonParams;
import dev.morlens.chain.rpc.json.RpcResponses;
import dev.morlens.chain.value.Address;
import dev.morlens.chain.value.Hash;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Words of storage: many in one {@code eth_call}, by code that stands in the contract's place, where the endpoint is proven to
 * run it, else each by a call of {@code eth_getStorageAt}. Whether it does is found out by questions that nobody waits for.
 */
public final class SlotReader {

    private static final String PLAIN = "eth_getStorageAt";
    private static final String BY_CODE = "eth_call";

    /** Words that are read both ways where it is to be proven. */
    private static final int COMPARED = 3;

    private final RpcClient client;
    private final EndpointProfile profile;
    private final StateOverrides overrides;

    /** A word that was not 0 when it was last read; null until there is one. */
    private volatile Slot witness;

    private record Slot(Address contract, Hash slot) {}

    public SlotReader(RpcClient client, EndpointProfile profile) {
        this.client = client;
        this.profile = profile;
        this.overrides = profile.overrides();
    }

    public List<Hash> read(BlockId at, Address contract, List<Hash> slots) {
        if (slots.size() < StateOverrides.LEAST_SLOTS || !mayGoByCode(at)) {
            return plainly(at, contract, slots);
        }
        try {
            Optional<List<Hash>> words = byCode(at, contract, slots);
            return words.isPresent() ? words.get() : insteadOfZeros(at, contract, slots);
        } catch (NotRun e) {
            // Only where the plain question is answered was it the code that the endpoint had something against.
            List<Hash> words = plainly(at, contract, slots);
            overrides.refused(e.getMessage());
            return words;
        }
    }

    /** It is proven at a block that stays the same, and not while somebody waits. */
    private boolean mayGoByCode(BlockId at) {
        return overrides.isProofDue()
                ? CallPurpose.isBackground() && !(at instanceof BlockId.Tagged) && overrides.isToBeTried()
                : overrides.isProven();
    }

    private List<Hash> insteadOfZeros(BlockId at, Address contract, List<Hash> slots) {
        List<Hash> words = plainly(at, contract, slots);
        places(words, false)
                .findFirst()
                .ifPresent(place -> overrides.refused(difference(slots.get(place), words.get(place), Hash.ZERO)));
        return words;
    }

    private List<Hash> plainly(BlockId at, Address contract, List<Hash> slots) {
        Object block = JsonParams.block(at);
        List<List<?>> params = new ArrayList<>(slots.size());
        slots.forEach(slot -> params.add(List.of(contract.toString(), slot.toString(), block)));
        List<Hash> words = client.askAll(RpcResponses.Text.class, PLAIN, params).stream()
                .map(rpcResponse -> JsonFields.word(PLAIN, rpcResponse.orThrow(at)))
                .toList();
        remember(contract, slots, words);
        return words;
    }

    /** Empty where its words prove nothing, because all are 0. */
    private Optional<List<Hash>> byCode(BlockId at, Address contract, List<Hash> slots) {
        List<Hash> words = new ArrayList<>(slots.size());
        if (overrides.isProofDue()) {
            List<Hash> first = slots.subList(0, Math.min(slots.size(), Math.max(1, profile.slotsPerCall() - 1)));
            List<Hash> asked = withWitness(contract, first);
            List<Hash> read = ask(at, contract, asked);
            if (!isProof(at, contract, asked, read)) {
                return Optional.empty();
            }
            words.addAll(read.subList(0, first.size()));
        }
        if (words.size() < slots.size()) {
            words.addAll(ask(at, contract, slots.subList(words.size(), slots.size())));
        }
        remember(contract, slots, words);
        return Optional.of(words);
    }

    /** Of new accounts all words are 0, which is what an endpoint says, too, that forgets the storage with the code. */
    private List<Hash> withWitness(Address contract, List<Hash> slots) {
        Slot known = witness;
        if (known == null || !known.contract().equals(contract)) {
            return slots;
        }
        List<Hash> more = new ArrayList<>(slots);
        more.add(known.slot());
        return more;
    }

    private void remember(Address contract, List<Hash> slots, List<Hash> words) {
        places(words, false).findFirst().ifPresent(place -> witness = new Slot(contract, slots.get(place)));
    }

    private static IntStream places(List<Hash> words, boolean zero) {
        return IntStream.range(0, words.size()).filter(place -> words.get(place).equals(Hash.ZERO) == zero);
    }

    /**
     * Whether some of the words are the same by plain questions, one that is not 0 among them.
     *
     * @throws NotRun if they are not
     */
    private boolean isProof(BlockId at, Address contract, List<Hash> slots, List<Hash> words) {
        List<Integer> compared = List.copyOf(compared(words));
        List<Hash> plain =
                plainly(at, contract, compared.stream().map(slots::get).toList());
        for (int i = 0; i < plain.size(); i++) {
            Hash word = words.get(compared.get(i));
            if (!plain.get(i).equals(word)) {
                throw new NotRun(difference(slots.get(compared.get(i)), plain.get(i), word));
            }
        }
        boolean proof = places(plain, false).findAny().isPresent();
        if (proof) {
            overrides.proven();
        }
        return proof;
    }

    private static String difference(Hash slot, Hash plain, Hash byCode) {
        return "%s with code: expected %s in slot %s, as %s says, got %s"
                .formatted(BY_CODE, plain, slot, PLAIN, byCode);
    }

    /** The places of some words: from the first that is not 0 to the last, one that is, and the last of all, a witness's. */
    private static Set<Integer> compared(List<Hash> words) {
        int[] telling = places(words, false).toArray();
        Set<Integer> compared = new LinkedHashSet<>();
        for (int i = 0; i < COMPARED && telling.length > 0; i++) {
            compared.add(telling[i * (telling.length - 1) / (COMPARED - 1)]);
        }
        places(words, true).findFirst().ifPresent(compared::add);
        compared.add(words.size() - 1);
        return compared;
    }

    private List<Hash> ask(BlockId at, Address contract, List<Hash> slots) {
        List<List<Hash>> parts = new ArrayList<>();
        int most = profile.slotsPerCall();
        for (int from = 0; from < slots.size(); from += most) {
            parts.add(slots.subList(from, Math.min(slots.size(), from + most)));
        }
        List<List<?>> params = new ArrayList<>(parts.size());
        parts.forEach(part -> params.add(
                CodeOverrideCall.params(at, new ViewCall(contract, SlotReaderCode.data(part)), SlotReaderCode.CODE)));
        List<RpcResponse<String>> replies = client.askAll(RpcResponses.Text.class, BY_CODE, params);
        List<Hash> words = new ArrayList<>(slots.size());
        for (int i = 0; i < parts.size(); i++) {
            words.addAll(words(at, contract, parts.get(i), replies.get(i)));
        }
        return words;
    }

    private List<Hash> words(BlockId at, Address contract, List<Hash> slots, RpcResponse<String> rpcResponse) {
        if (rpcResponse.failed() && RpcErrorClassifier.isTooMuchAtOnce(rpcResponse.error()) && slots.size() > 1) {
            return inHalves(at, contract, slots);
        }
        if (rpcResponse.failed()) {
            throw new NotRun(BY_CODE + " with code: " + CodeOverrideCall.objection(at, BY_CODE, rpcResponse.error()));
        }
        byte[] answer = rpcResponse.result() == null ? new byte[0] : JsonFields.bytes(BY_CODE, rpcResponse.result());
        List<Hash> words = SlotReaderCode.words(SlotReaderCode.data(slots), answer)
                .orElseThrow(() -> new NotRun("%s with code: expected %d words and a hash, got %d bytes without it"
                        .formatted(BY_CODE, slots.size(), answer.length)));
        overrides.answered(1);
        return words;
    }

    /** The endpoint gives less gas, or bytes, to one call than they need together. */
    private List<Hash> inHalves(BlockId at, Address contract, List<Hash> slots) {
        int half = slots.size() / 2;
        List<Hash> words = new ArrayList<>(ask(at, contract, slots.subList(0, half)));
        words.addAll(ask(at, contract, slots.subList(half, slots.size())));
        overrides.slots().refused(slots.size());
        return words;
    }

    /** The code that came with a call was not run, or not on the contract's storage; the message says how that shows. */
    private static final class NotRun extends RuntimeException {

        NotRun(String why) {
            super(why);
        }
    }
}
