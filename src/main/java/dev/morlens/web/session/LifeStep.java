package dev.morlens.web.session;

import dev.morlens.web.part.IdText;
import java.util.Optional;

/** A step of a session's life; not yet reached if {@code done} is false. */
record LifeStep(String name, String text, boolean done, Optional<IdText> tx) {}
