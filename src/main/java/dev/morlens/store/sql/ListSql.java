package dev.morlens.store.sql;

import dev.morlens.store.criteria.CursorPage;
import dev.morlens.store.criteria.OffsetPage;
import dev.morlens.store.rows.ColumnReader;
import dev.morlens.store.rows.SqlValues;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/** A list from the newest to the oldest, cut by a place in the chain's order; or by numbers, for those who count. */
final class ListSql {

    private final String select;
    private final String order;
    private final List<String> conditions = new ArrayList<>();
    private final Map<String, Object> values = new LinkedHashMap<>();

    /** @param order the two columns of the chain's order */
    ListSql(String select, String order) {
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

    <T> List<T> run(Handle handle, CursorPage cursorPage, ColumnReader.Reader<T> reader) {
        cursorPage.after().ifPresent(chainPlace -> {
            where("(" + order + ") < (:afterBlock, :afterLog)", "afterBlock", chainPlace.block());
            values.put("afterLog", chainPlace.logIndex());
        });
        return query(handle, "order by " + directed("desc") + " limit :limit")
                .bind("limit", cursorPage.limit())
                .map(SqlValues.row(reader))
                .list();
    }

    <T> List<T> run(Handle handle, OffsetPage offsetPage, ColumnReader.Reader<T> reader) {
        return query(
                        handle,
                        "order by " + directed(offsetPage.oldestFirst() ? "asc" : "desc")
                                + " limit :limit offset :skip")
                .bind("limit", offsetPage.limit())
                .bind("skip", offsetPage.skip())
                .map(SqlValues.row(reader))
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
