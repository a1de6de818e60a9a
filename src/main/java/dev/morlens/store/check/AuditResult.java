package dev.morlens.store.check;

import dev.morlens.chain.value.Address;
import java.util.List;

/**
 * What comparing an address with the chain came to.
 *
 * @param differences each in words; none if everything agrees
 */
public record AuditResult(Address address, List<String> differences) {

    public boolean agrees() {
        return differences.isEmpty();
    }
}
