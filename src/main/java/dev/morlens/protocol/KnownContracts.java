package dev.morlens.protocol;

import dev.morlens.chain.value.Address;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The addresses of one network that are no person's wallet, but for the funding account, which only the chain names. */
public record KnownContracts(Map<Address, KnownContract> byAddress) {

    private static final Address DEAD = Address.of("0x000000000000000000000000000000000000dead");

    /**
     * The network's own two contracts, the addresses without a key, and what the configuration adds.
     *
     * @param entries {@code kind=0x…}, or with a source: {@code kind=0x…=who says so}
     * @throws IllegalArgumentException if one cannot be read, or two name the same address
     */
    static KnownContracts of(Address diamond, Address token, List<String> entries) {
        Map<Address, KnownContract> known = new HashMap<>();
        add(known, KnownContract.of(ContractKind.ZERO_ADDRESS, Address.ZERO));
        add(known, KnownContract.of(ContractKind.BURN_ADDRESS, DEAD));
        add(known, KnownContract.of(ContractKind.INFERENCE_CONTRACT, diamond));
        add(known, KnownContract.of(ContractKind.TOKEN, token));
        entries.forEach(entry -> add(known, parse(entry)));
        return new KnownContracts(Map.copyOf(known));
    }

    public Optional<KnownContract> of(Address address) {
        return Optional.ofNullable(byAddress.get(address));
    }

    private static void add(Map<Address, KnownContract> known, KnownContract contract) {
        KnownContract before = known.putIfAbsent(contract.address(), contract);
        if (before != null) {
            throw new IllegalArgumentException("contracts: expected each address once, got "
                    + contract.address().checksummed() + " as " + before.kind().json() + " and as "
                    + contract.kind().json());
        }
    }

    private static KnownContract parse(String entry) {
        String[] parts = entry.split("=", 3);
        if (parts.length < 2) {
            throw unreadable(entry);
        }
        ContractKind kind = Arrays.stream(ContractKind.values())
                .filter(one -> one.json().equals(parts[0].strip()))
                .findFirst()
                .orElseThrow(() -> unreadable(entry));
        try {
            return new KnownContract(
                    kind,
                    Address.checked(parts[1].strip()),
                    parts.length == 3 ? Optional.of(parts[2].strip()) : Optional.empty());
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("contracts: in '" + entry + "', " + e.getMessage(), e);
        }
    }

    private static IllegalArgumentException unreadable(String entry) {
        String kinds =
                Arrays.stream(ContractKind.values()).map(ContractKind::json).collect(Collectors.joining(", "));
        return new IllegalArgumentException(
                "contracts: expected a kind, '=' and an address, and perhaps '=' and who says so;" + " kinds are "
                        + kinds + "; got '" + entry + "'");
    }
}
