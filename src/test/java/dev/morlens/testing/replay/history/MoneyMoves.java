package dev.morlens.testing.replay.history;

/** Who pays whom, of the logs that are transfers. */
public final class MoneyMoves {

    private final LogColumns logs;
    private final ProviderPay pay;

    MoneyMoves(LogColumns logs, ProviderPay pay) {
        this.logs = logs;
        this.pay = pay;
    }

    public int sender(int log) {
        return switch (logs.kind(log)) {
            case TRANSFER -> logs.subject(log);
            case PROVIDER_CLAIMED -> pay.purse(logs.subject(log));
            case FEES_WITHDRAWN -> Actors.DIAMOND;
            default -> throw new IllegalArgumentException("no transfer: log " + log);
        };
    }

    public int receiver(int log) {
        return switch (logs.kind(log)) {
            case TRANSFER -> logs.object(log);
            case PROVIDER_CLAIMED -> pay.provider(logs.subject(log));
            case FEES_WITHDRAWN -> logs.subject(log);
            default -> throw new IllegalArgumentException("no transfer: log " + log);
        };
    }
}
