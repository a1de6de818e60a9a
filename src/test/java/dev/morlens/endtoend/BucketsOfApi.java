package dev.morlens.endtoend;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;

/** The API's buckets, split as the page splits them, in MOR. */
final class BucketsOfApi {

    private static final int DECIMALS = 18;

    private BucketsOfApi() {}

    static Map<String, BigDecimal> of(JsonNode answer) {
        JsonNode buckets = answer.get("buckets");
        Map<String, BigDecimal> parts = new HashMap<>();
        parts.put("wallet", mor(buckets, "wallet", "amount"));
        BigDecimal overdue = mor(buckets, "activeSessions", "overdueAmount");
        parts.put("overdue", overdue);
        parts.put("active", mor(buckets, "activeSessions", "amount").subtract(overdue));
        parts.put("locked", mor(buckets, "onHold", "lockedAmount"));
        parts.put("claim", mor(buckets, "onHold", "claimableAmount"));
        parts.put("stake", mor(buckets, "providerStake", "amount"));
        parts.put("model", mor(buckets, "modelStake", "amount"));
        BigDecimal queued = mor(buckets, "stakingPool", "pendingAmount");
        parts.put("queued", queued);
        parts.put("pool", mor(buckets, "stakingPool", "amount").subtract(queued));
        parts.put("due", mor(buckets, "providerDue", "amount"));
        return parts;
    }

    private static BigDecimal mor(JsonNode buckets, String bucket, String field) {
        return new BigDecimal(buckets.get(bucket).get(field).asText()).movePointLeft(DECIMALS);
    }
}
