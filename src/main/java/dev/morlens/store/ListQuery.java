package dev.morlens.store;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/** A list from the newest to the oldest, cut by a place in the chain's order; or by numbers, for those who count. */
final class ListQuery {

    private final String select;
    private final String order;
    private final List<String> conditions = new ArrayList<>();
    private final Map<String, Object> values = new LinkedHashMap<>();

    /** @param order the two columns of the chain's order */
    ListQuery(String select, String order) {
        this.select = select;
        this.order = order;
    }

    void where(String condition) {
        conditions.add(condition);
    }

    void where(String condition, String name, Object value) {
        conditions.add(condition);
        values.put(name, value);
    }

    <T> List<T> run(Handle handle, Slice slice, Columns.Reader<T> reader) {
        slice.after().ifPresent(place -> {
            where("(" + order + ") < (:afterBlock, :afterLog)", "afterBlock", place.block());
            values.put("afterLog", place.logIndex());
        });
        return query(handle, "order by " + directed("desc") + " limit :limit")
                .bind("limit", slice.limit())
                .map(Values.row(reader))
                .list();
    }

    <T> List<T> run(Handle handle, Span span, Columns.Reader<T> reader) {
        return query(handle, "order by " + directed(span.oldestFirst() ? "asc" : "desc") + " limit :limit offset :skip")
                .bind("limit", span.limit())
                .bind("skip", span.skip())
                .map(Values.row(reader))
                .list();
    }

    /** Of a select that counts. */
    long count(Handle handle) {
        return query(handle, "").mapTo(Long.class).one();
    }

    private String directed(String direction) {
        return order.replace(",", " " + direction + ",") + " " + direction;
    }

    private Query query(Handle handle, String end) {
        String where = conditions.isEmpty() ? "" : "where " + String.join(" and ", conditions) + " ";
        Query query = handle.createQuery(select + where + end);
        values.forEach(query::bind);
        return query;
    }
}
