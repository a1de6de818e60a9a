package dev.morlens.protocol.state;

import dev.morlens.chain.value.Address;
import java.util.List;

/**
 * A part of a list of addresses.
 *
 * @param total how many the whole list has
 */
public record AddressListPage(List<Address> addresses, long total) {}
