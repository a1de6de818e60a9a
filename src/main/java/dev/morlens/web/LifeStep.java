package dev.morlens.web;

import java.util.Optional;

/** A step of a session's life; not yet reached if {@code done} is false. */
record LifeStep(String name, String text, boolean done, Optional<Id> tx) {}
