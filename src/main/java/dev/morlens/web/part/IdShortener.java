package dev.morlens.web.part;

import dev.morlens.chain.value.Address;
import dev.morlens.diagnosis.finding.ContractWords;
import dev.morlens.position.list.IdLikeness;
import dev.morlens.protocol.KnownContracts;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The ids of one page, so that none is shortened to what another could be taken for. They are named while the page is put
 * together, and shortened when it is written, when all of them are known.
 */
public final class IdShortener {

    /** Said of whom an address has paid, on its own pages. */
    static final String PAID = "which this address has sent MOR to";

    private static final int ENDS = 6;
    private static final Pattern WRITTEN = Pattern.compile("\\b0x(?:[0-9a-fA-F]{64}|[0-9a-fA-F]{40})\\b");

    /** By their ends, each as it is written, by its digits. */
    private final Map<String, Map<String, String>> byEnds = new HashMap<>();

    private final Map<String, String> known = new HashMap<>();
    private final Map<String, String> names = new HashMap<>();

    /** With the names of addresses that are no person's wallet, which others could be made to look like as well. */
    public static IdShortener naming(KnownContracts contracts) {
        IdShortener idShortener = new IdShortener();
        contracts.byAddress().forEach((address, contract) -> {
            String name = ContractWords.of(contract.kind()).name();
            idShortener.know(address, "which is " + name);
            idShortener.names.put(digits(address.toString()), name);
        });
        return idShortener;
    }

    /** An id as it is written: with its checksum, if it is an address. */
    public IdText of(Object id) {
        String full = id instanceof Address address ? address.checksummed() : id.toString();
        byEnds.computeIfAbsent(IdLikeness.ends(full), ends -> new LinkedHashMap<>())
                .putIfAbsent(digits(full), full);
        return new IdText(full, this);
    }

    /** Ids that are on another part of the page's list, or in its texts. */
    public void also(Collection<?> ids) {
        ids.forEach(this::of);
    }

    /**
     * An address that others could be mistaken for, on the page or not.
     *
     * @param what is known of it, as "which …"
     */
    public void know(Address address, String what) {
        known.put(digits(of(address).full()), what);
    }

    /** Names those in a text. */
    public void in(String text) {
        WRITTEN.matcher(text).results().forEach(found -> of(found.group()));
    }

    /** A text with the ids in it shortened; for when all are known. */
    public String shortened(String text) {
        return WRITTEN.matcher(text).replaceAll(found -> {
            IdText idText = of(found.group());
            return idText.brief()
                    + idText.doubt().map(doubt -> " (" + doubt + ")").orElse("");
        });
    }

    /** In full where another one of the page has the same ends: any shorter form of it could be the other's as well. */
    String brief(String id) {
        return id.length() <= 2 + 2 * ENDS || !others(id).isEmpty()
                ? id
                : id.substring(0, 2 + ENDS) + "…" + id.substring(id.length() - ENDS);
    }

    /** What to hold an id apart from, in words; those of which something is known first. */
    Optional<String> doubt(String id) {
        List<String> others = others(id);
        Optional<String> known = others.stream().filter(this::isKnown).findFirst();
        if (known.isEmpty() && isKnown(id)) {
            return others.stream()
                    .findFirst()
                    .map(other -> "is not to be taken for " + other + ", which looks like it");
        }
        return known.or(() -> others.stream().findFirst()).map(other -> doubt(id, other, others.size() - 1));
    }

    private String doubt(String id, String other, int more) {
        return "looks like " + other
                + (isKnown(other) ? ", " + known.get(digits(other)) + "," : "")
                + (more > 0 ? " and " + more + " more" : "")
                + " but is another " + (id.length() == 2 + 2 * Address.BYTES ? "address" : "id");
    }

    private boolean isKnown(String id) {
        return known.containsKey(digits(id));
    }

    /** What an address is, if it is known to be no person's wallet. */
    Optional<String> name(String id) {
        return Optional.ofNullable(names.get(digits(id)));
    }

    private List<String> others(String id) {
        return byEnds.getOrDefault(IdLikeness.ends(id), Map.of()).entrySet().stream()
                .filter(one -> !one.getKey().equals(digits(id)))
                .map(Map.Entry::getValue)
                .toList();
    }

    private static String digits(String id) {
        return id.toLowerCase(Locale.ROOT);
    }
}
