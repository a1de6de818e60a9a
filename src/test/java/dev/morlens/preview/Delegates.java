package dev.morlens.preview;

import static org.assertj.core.api.Assertions.assertThat;

import dev.morlens.chain.BlockId;
import dev.morlens.chain.ViewCall;
import dev.morlens.chain.abi.AbiWords;
import dev.morlens.chain.value.Address;
import dev.morlens.chain.value.Hash;
import dev.morlens.chain.value.Hex;
import dev.morlens.protocol.abi.View;
import dev.morlens.protocol.call.CallData;
import dev.morlens.protocol.call.DelegatedRight;
import dev.morlens.protocol.view.ViewReader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.web3j.abi.FunctionEncoder;
import org.web3j.abi.datatypes.Bool;
import org.web3j.abi.datatypes.Function;
import org.web3j.abi.datatypes.Type;
import org.web3j.abi.datatypes.generated.Bytes32;

/** Who holds which rights of everybody that gives them, as the real registry of delegations lets them be given. */
record Delegates(PreviewStage stage) {

    /** @param how the rights are given */
    record Delegate(Address address, Set<DelegatedRight> rights, How how) {

        private static Delegate of(int number, How how, DelegatedRight... rights) {
            return new Delegate(Address.of("0x%040x".formatted(0xde1e00 + number)), Set.of(rights), how);
        }
    }

    enum How {
        FOR_THE_DIAMOND,
        FOR_ALL_CONTRACTS,
        WITHOUT_LIMITS
    }

    static final List<Delegate> ALL = List.of(
            Delegate.of(0, How.FOR_THE_DIAMOND),
            Delegate.of(1, How.FOR_THE_DIAMOND, DelegatedRight.PROVIDER),
            Delegate.of(2, How.FOR_THE_DIAMOND, DelegatedRight.MARKETPLACE, DelegatedRight.MODEL),
            Delegate.of(3, How.FOR_ALL_CONTRACTS, DelegatedRight.SESSION),
            Delegate.of(4, How.WITHOUT_LIMITS, DelegatedRight.values()));

    /** By transactions of the owner's. */
    void given(Address owner) {
        Address registry = registry();
        for (Delegate delegate : ALL) {
            List<Function> calls = delegate.how() == How.WITHOUT_LIMITS
                    ? List.of(toAll(delegate, new byte[32]))
                    : delegate.rights().stream()
                            .map(right -> delegate.how() == How.FOR_THE_DIAMOND
                                    ? toDiamond(delegate, right.hash().bytes())
                                    : toAll(delegate, right.hash().bytes()))
                            .toList();
            for (Function call : calls) {
                byte[] data = Hex.bytes(FunctionEncoder.encode(call));
                assertThat(stage.send(
                                owner,
                                new ViewCall(registry, data),
                                stage.head().time().plusSeconds(1)))
                        .isTrue();
            }
        }
    }

    /** The rights' names are the contract's own. */
    void areNamedAsByTheContract() {
        Arrays.stream(DelegatedRight.values()).forEach(right -> {
            View<Hash> named = view("DELEGATION_RULES_" + right.name(), abiWords -> abiWords.hash(0));
            assertThat(new ViewReader(stage.node).read(BlockId.latest(), named)).isEqualTo(right.hash());
        });
    }

    private Address registry() {
        View<Address> registry = view("getRegistry", abiWords -> abiWords.address(0));
        return new ViewReader(stage.node).read(BlockId.latest(), registry);
    }

    private <T> View<T> view(String name, java.util.function.Function<AbiWords, T> reader) {
        return new View<>(
                name, new ViewCall(stage.network.diamond(), CallData.of(name).encode()), reader);
    }

    private Function toDiamond(Delegate delegate, byte[] right) {
        return function("delegateContract", to(delegate.address()), to(stage.network.diamond()), new Bytes32(right));
    }

    private static Function toAll(Delegate delegate, byte[] right) {
        return function("delegateAll", to(delegate.address()), new Bytes32(right));
    }

    @SuppressWarnings("rawtypes") // as web3j wants them
    private static Function function(String name, Type<?>... arguments) {
        List<Type> all = new ArrayList<>(List.of(arguments));
        all.add(new Bool(true));
        return new Function(name, all, List.of());
    }

    private static Type<?> to(Address address) {
        return new org.web3j.abi.datatypes.Address(address.toString());
    }
}
