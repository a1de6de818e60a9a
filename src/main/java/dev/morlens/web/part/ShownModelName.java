package dev.morlens.web.part;

import java.util.List;

/** Something in a list that shows a model's name, which anybody can give to another model. */
public interface ShownModelName {

    IdText modelId();

    String shownName();

    /** Whether the name alone does not say which model of the list it is. */
    default boolean sharesName(List<? extends ShownModelName> all) {
        return all.stream()
                .anyMatch(other -> other.shownName().equalsIgnoreCase(shownName())
                        && !other.modelId().full().equals(modelId().full()));
    }
}
