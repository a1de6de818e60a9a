package dev.morlens.web.session;

import dev.morlens.web.part.MorText;

/** A line of a session's money. */
record MoneyLine(String name, MorText amount, String note) {}
