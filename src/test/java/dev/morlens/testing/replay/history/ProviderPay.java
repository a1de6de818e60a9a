package dev.morlens.testing.replay.history;

import java.util.Arrays;
import java.util.List;

/**
 * What providers were paid for each session, and by which logs, so that it is known for any block; amounts in units. The
 * claims of a session are a chain that begins at its newest: the log of each names the one before as its object.
 */
public final class ProviderPay {

    private static final int FIRST = 256;
    private static final int NONE = -1;
    private static final int DAY = 86_400;

    private final Sessions sessions;
    private final List<Offer> offers;
    private final LogColumns logs;
    private long[] paid = new long[FIRST];
    private long[] paidByClose = new long[FIRST];
    private int[] openings = new int[FIRST];
    private int[] closes = new int[FIRST];
    private int[] claims = new int[FIRST];

    ProviderPay(Sessions sessions, List<Offer> offers, LogColumns logs) {
        this.sessions = sessions;
        this.offers = offers;
        this.logs = logs;
    }

    /** The next log tells of its opening. */
    void opened(int session) {
        if (session == paid.length) {
            grow(session + (session >> 1));
        }
        paid[session] = 0;
        paidByClose[session] = 0;
        openings[session] = logs.size();
        closes[session] = NONE;
        claims[session] = NONE;
    }

    private void grow(int capacity) {
        paid = Arrays.copyOf(paid, capacity);
        paidByClose = Arrays.copyOf(paidByClose, capacity);
        openings = Arrays.copyOf(openings, capacity);
        closes = Arrays.copyOf(closes, capacity);
        claims = Arrays.copyOf(claims, capacity);
    }

    /** The next log tells of its close, which paid so much. */
    void closed(int session, long amount) {
        closes[session] = logs.size();
        paidByClose[session] = amount;
        paid[session] += amount;
    }

    /** What the close had paid. */
    long reopened(int session) {
        long amount = paidByClose[session];
        paid[session] -= amount;
        paidByClose[session] = 0;
        closes[session] = NONE;
        return amount;
    }

    /** The next log is such a claim's transfer; the log of the one before, or -1. */
    int claimed(int session, long amount) {
        int before = claims[session];
        claims[session] = logs.size();
        paid[session] += amount;
        return before;
    }

    void undoClaim(int log) {
        int session = logs.subject(log);
        claims[session] = logs.object(log);
        paid[session] -= logs.amount(log);
    }

    public int provider(int session) {
        return offers.get(sessions.offer(session)).provider();
    }

    /** Who pays the provider. */
    int purse(int session) {
        return sessions.direct(session) ? Actors.DIAMOND : Actors.FUNDING;
    }

    /** The whole reward of a session that is closed at some time. */
    long reward(int session, long closed) {
        return sessions.seconds(session, closed) * price(session);
    }

    private long price(int session) {
        return offers.get(sessions.offer(session)).price();
    }

    /** What a close pays, if the provider's limit allows it. */
    long dueAtClose(int session, long now) {
        return Math.max(0, reward(session, now) - paid[session]);
    }

    /** The same for {@code claimForProvider}: nothing before a session's end, and on the day of its close not that day's part. */
    long claimable(int session, long now) {
        long closedAt = sessions.closedAt(session);
        if (closedAt == 0) {
            return now < sessions.endsAt(session)
                    ? 0
                    : Math.max(0, reward(session, sessions.endsAt(session)) - paid[session]);
        }
        long due = reward(session, closedAt) - paid[session];
        long day = closedAt - closedAt % DAY;
        long withheld = now < day + DAY ? (closedAt - Math.max(sessions.openedAt(session), day)) * price(session) : 0;
        return Math.max(0, due - withheld);
    }

    /** Whether a session is closed and its provider has not got all of its reward. */
    boolean isLimited(int session) {
        long closedAt = sessions.closedAt(session);
        return closedAt > 0 && reward(session, closedAt) > paid[session];
    }

    /** Whether it was opened before that log. */
    public boolean isOpened(int session, int end) {
        return session >= 0 && session < sessions.size() && openings[session] < end;
    }

    /** Whether it was closed before that log. */
    public boolean isClosed(int session, int end) {
        return closes[session] != NONE && closes[session] < end;
    }

    /** 0 while it is open. */
    public long paidByClose(int session) {
        return paidByClose[session];
    }

    /** What had been paid for it before that log: {@code providerWithdrawnAmount}. */
    public long paid(int session, int end) {
        long sum = isClosed(session, end) ? paidByClose[session] : 0;
        for (int claim = claims[session]; claim != NONE; claim = logs.object(claim)) {
            sum += claim < end ? logs.amount(claim) : 0;
        }
        return sum;
    }
}
