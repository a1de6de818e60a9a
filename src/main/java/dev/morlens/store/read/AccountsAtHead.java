package dev.morlens.store.read;

import dev.morlens.chain.value.Address;
import dev.morlens.chain.value.BlockRef;
import java.util.Map;

/** Accounts and the block that they are of. */
public record AccountsAtHead(BlockRef head, Map<Address, AddressAccounts> accounts) {}
