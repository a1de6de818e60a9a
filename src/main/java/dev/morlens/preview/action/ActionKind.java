package dev.morlens.preview.action;

/** What comes back, and how. */
public enum ActionKind {
    CLAIM_HOLDS,
    CLOSE_SESSION,
    SETTLE_SESSION,
    CLAIM_FOR_PROVIDER,
    WITHDRAW_FROM_POOL,
    RELEASE_POOL_HOLDS,
    PAY_PENDING_WITHDRAWALS,
    DEREGISTER_PROVIDER,
    DEREGISTER_MODEL
}
