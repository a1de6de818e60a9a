package dev.morlens.web;

/** A line of a session's money. */
record MoneyLine(String name, Mor amount, String note) {}
