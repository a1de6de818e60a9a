package dev.morlens.web.address;

import dev.morlens.diagnosis.Diagnosis;
import dev.morlens.position.search.IdLookups.Overview;
import java.util.function.Supplier;

/** What an address's page is made of. */
record AddressPageFacts(Overview overview, Diagnosis diagnosis) {

    /** A block in between is rare: three in a row are none of theirs. */
    private static final int MOST_TRIES = 3;

    /** Both at one block, unless one comes in between each time: a page shows one block, never two. */
    static AddressPageFacts of(Supplier<Overview> overview, Supplier<Diagnosis> diagnosis) {
        AddressPageFacts seen = new AddressPageFacts(overview.get(), diagnosis.get());
        for (int tries = 1; tries < MOST_TRIES && !seen.isOfOneBlock(); tries++) {
            seen = new AddressPageFacts(overview.get(), diagnosis.get());
        }
        return seen;
    }

    private boolean isOfOneBlock() {
        return overview.position().asOf().block().equals(diagnosis.asOf().block());
    }
}
