package dev.morlens.api.address;

import dev.morlens.chain.value.Address;
import dev.morlens.http.BadParameterException;
import dev.morlens.http.Params;
import dev.morlens.http.Problems;
import java.util.ArrayList;
import java.util.List;

/** Which addresses, in the order in which they are answered. */
public record BatchQuestion(List<String> addresses) {

    private static final int MOST = 1000;

    static List<Address> checked(BatchQuestion question) {
        if (question == null
                || question.addresses() == null
                || question.addresses().isEmpty()) {
            throw new BadParameterException("addresses", Problems.expectedBody());
        }
        List<String> given = question.addresses();
        if (given.size() > MOST) {
            throw new BadParameterException(
                    "addresses", "expected at most 1,000 addresses at once, got " + given.size());
        }
        List<Address> addresses = new ArrayList<>(given.size());
        for (int i = 0; i < given.size(); i++) {
            String field = "addresses[" + i + "]";
            if (given.get(i) == null) {
                throw new BadParameterException(field, "expected an address, got null");
            }
            addresses.add(Params.address(field, given.get(i)));
        }
        return addresses;
    }
}
