package dev.morlens.protocol.state;

import dev.morlens.chain.value.Address;
import dev.morlens.chain.value.Wei;

/** What a funder's principal contributes to a pool-funded session, in wei. */
public record SessionFunding(Address funder, Wei amount) {}
