package dev.morlens.store.criteria;

import java.util.List;

/**
 * A part of a list, and how long the whole is.
 *
 * @param total items of the whole list
 */
public record Counted<T>(long total, List<T> items) {}
