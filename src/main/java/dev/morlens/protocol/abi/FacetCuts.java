package dev.morlens.protocol.abi;

import dev.morlens.chain.abi.AbiWords;
import dev.morlens.chain.value.Hash;
import dev.morlens.protocol.event.ProtocolEvent.DiamondCut;
import dev.morlens.protocol.event.ProtocolEvent.FacetCut;
import java.util.ArrayList;
import java.util.List;
import org.web3j.abi.EventEncoder;

/** An upgrade's event, the only one with nested arrays (docs/protocol.md, P52). */
public final class FacetCuts {

    static final String SIGNATURE = "DiamondCut((address,uint8,bytes4[])[],address,bytes)";

    /** The event's first topic. */
    public static final Hash TOPIC = Hash.of(EventEncoder.buildEventSignature(SIGNATURE));

    private static final int LAST_ACTION = 2;

    private final AbiWords data;

    /** Selectors left to read: offsets may point several times at the same words, and must not multiply the work. */
    private int budget;

    private FacetCuts(byte[] data) {
        this.data = new AbiWords(data);
        this.budget = this.data.count();
    }

    /**
     * Reads the event's data.
     *
     * @throws dev.morlens.chain.abi.UnreadableException if it is not laid out as the event says
     */
    public static DiamondCut read(byte[] data) {
        FacetCuts reader = new FacetCuts(data);
        reader.requireInitData();
        return new DiamondCut(reader.cuts(), reader.data.address(1));
    }

    private void requireInitData() {
        data.bytes(data.target(2, 0));
    }

    private List<FacetCut> cuts() {
        int array = data.target(0, 0);
        int length = data.number(array, data.count());
        List<FacetCut> cuts = new ArrayList<>();
        for (int i = 0; i < length; i++) {
            cuts.add(cut(data.target(array + 1 + i, array + 1)));
        }
        return List.copyOf(cuts);
    }

    private FacetCut cut(int at) {
        return new FacetCut(data.address(at), data.number(at + 1, LAST_ACTION), selectors(data.target(at + 2, at)));
    }

    private List<Integer> selectors(int array) {
        int length = data.number(array, budget);
        budget -= length;
        List<Integer> selectors = new ArrayList<>();
        for (int i = 1; i <= length; i++) {
            selectors.add(data.selector(array + i));
        }
        return List.copyOf(selectors);
    }
}
