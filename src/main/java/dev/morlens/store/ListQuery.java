package dev.morlens.store;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/** A list from the newest to the oldest, cut by a place in the chain's order and never by an offset. */
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
        String where = conditions.isEmpty() ? "" : "where " + String.join(" and ", conditions) + " ";
        String descending = order.replace(",", " desc,") + " desc";
        Query query = handle.createQuery(select + where + "order by " + descending + " limit :limit");
        values.forEach(query::bind);
        return query.bind("limit", slice.limit()).map(Values.row(reader)).list();
    }
}
