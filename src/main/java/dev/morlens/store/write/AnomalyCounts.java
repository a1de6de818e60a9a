package dev.morlens.store.write;

import dev.morlens.ledger.entry.Anomaly;
import dev.morlens.store.rows.SqlValues;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/** How often each kind of anomaly was met, none left out. */
final class AnomalyCounts {

    private AnomalyCounts() {}

    static Map<String, Long> of(Handle handle) {
        Map<String, Long> counts = new LinkedHashMap<>();
        for (Anomaly.AnomalyCode anomalyCode : Anomaly.AnomalyCode.values()) {
            counts.put(anomalyCode.name(), 0L);
        }
        handle.createQuery("select code, count(*) n from anomalies group by code")
                .map(SqlValues.row(row -> Map.entry(Anomaly.AnomalyCode.ofCode(row.int4("code")), row.int8("n"))))
                .forEach(entry -> counts.put(entry.getKey().name(), entry.getValue()));
        return counts;
    }
}
