package dev.morlens.web.market;

import dev.morlens.http.Params;
import dev.morlens.market.offer.ModelFilter;
import dev.morlens.market.offer.ModelType;
import dev.morlens.web.part.ModelLine;
import java.util.List;
import java.util.stream.Stream;

/** What the list of models is filtered and sorted by, as its form and its links carry it on; empty where it is not. */
public record ModelsForm(String text, String tag, String type, String sort) {

    static ModelsForm of(ModelFilter filter) {
        return new ModelsForm(
                filter.text().orElse(""),
                filter.tag().orElse(""),
                filter.type().map(Params::name).orElse(""),
                Params.name(filter.sort()));
    }

    public List<String> types() {
        return Stream.of(ModelType.values()).map(Params::name).toList();
    }

    /** The same models in this order. */
    public String sortedBy(String order) {
        return "?sort=" + order + part("text", text) + part("tag", tag) + part("type", type);
    }

    /** The same, whatever their tags. */
    public String withoutTag() {
        return "?sort=" + sort + part("text", text) + part("type", type);
    }

    String next(String cursor) {
        return sortedBy(sort) + "&cursor=" + cursor;
    }

    private static String part(String name, String value) {
        return value.isEmpty() ? "" : "&" + name + "=" + ModelLine.encoded(value);
    }
}
