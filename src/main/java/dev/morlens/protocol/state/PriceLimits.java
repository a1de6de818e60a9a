package dev.morlens.protocol.state;

import dev.morlens.chain.value.Wei;

/** What a bid may ask for a second, in wei. */
public record PriceLimits(Wei minimum, Wei maximum) {}
