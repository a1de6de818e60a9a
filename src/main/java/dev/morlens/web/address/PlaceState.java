package dev.morlens.web.address;

import java.util.Map;

/**
 * What a page says of one place where an address has MOR, by its state: the table is in {@code docs/sentences.md}. Texts
 * have the figures' names in braces.
 */
public enum PlaceState {
    WALLET("wallet", "is in the wallet", "free to use"),
    NO_SESSION("active", "is escrowed in running sessions", "none"),
    ONLY_POOL_SESSIONS("active", "is escrowed in running sessions", "none of its own; {sessions} staked from its pool"),
    RUNNING("active", "is escrowed in running sessions", "{count} running, next ends {next}"),
    RUNNING_DIRECT(
            "active",
            "is escrowed in running sessions, {price} of it their price if they run to their end",
            "{count} running, next ends {next}; {price} of it pays providers if they run to their end"),
    OVERDUE(
            "overdue",
            "is in sessions that have ended but that nobody has closed",
            "{count} past the end, not closed yet"),
    OVERDUE_DIRECT(
            "overdue",
            "is in sessions that have ended but that nobody has closed (you get back {back}; {price} is the {whose} price)",
            "{count} past the end, not closed yet; you get back {back}; {price} is the {whose} price"),
    NOTHING_LOCKED("locked", "is on hold until the next UTC midnight", "nothing locked"),
    LOCKED("locked", "is on hold until the next UTC midnight", "{count}, next {next}"),
    NOTHING_CLAIMABLE("claim", "can be claimed now", "nothing to claim"),
    CLAIMABLE("claim", "can be claimed now", "{count}, can be claimed now"),
    CLAIM_REFUSED(
            "claim",
            "is released, but the contract refuses the claim for now",
            "{count}, released; the claim is refused for now"),
    PROVIDER_REGISTERED("stake", "is staked as a provider", "kept while registered"),
    PROVIDER_DEREGISTERED(
            "stake",
            "stayed in the contract when it deregistered as a provider",
            "deregistered: comes back only by registering again"),
    PROVIDER_UNKNOWN("stake", "is provider stake in the contract", "whether it is still registered is not known here"),
    MODEL("model", "is staked on models", "{count}"),
    POOL("pool", "funds staking pools", "for sessions of other wallets"),
    POOL_OF_ITS_OWN("pool", "funds staking pools", "{own} of it in its own pool"),
    POOL_PARTLY_REVOKED(
            "pool",
            "is in staking pools, {idle} of it in grants that are revoked or expired",
            "{idle} of it is staked no more: the grant is revoked or expired"),
    POOL_REVOKED(
            "pool",
            "is in staking pools by grants that are revoked or expired",
            "staked no more: the grant is revoked or expired"),
    QUEUED("queued", "is queued to be paid out of staking pools", "paid by a call once the pool has it free"),
    QUEUED_PAYABLE(
            "queued",
            "is queued to be paid out of staking pools, {payable} of it by a call that anybody may send now",
            "{payable} can be had now, by a call that anybody may send"),
    DUE("due", "is owed by closed sessions", "not collected yet"),
    DUE_AHEAD("due", "was collected as a provider ahead of closes", "collected ahead of a close, which evens it out");

    /** What is said in place of it where the block is old: what depends on the time may be otherwise by now. */
    private static final Map<String, String> SENTENCES_THEN = Map.of(
            "active", "was escrowed in sessions that ran then",
            "overdue", "was in sessions that had ended and that nobody had closed",
            "locked", "was on hold until a UTC midnight that may be over",
            "claim", "could be claimed then");

    private static final Map<PlaceState, String> NOTES_THEN = Map.of(
            RUNNING, "{count} ran at that block, next ends {next}",
            CLAIMABLE, "{count}, could be claimed at that block",
            NOTHING_CLAIMABLE, "nothing to claim at that block");

    private final String kind;
    private final String sentence;
    private final String note;

    PlaceState(String kind, String sentence, String note) {
        this.kind = kind;
        this.sentence = sentence;
        this.note = note;
    }

    /** Its colour, as a class name. */
    public String kind() {
        return kind;
    }

    /** After the amount, in the page's first sentence. */
    public String sentence(boolean stale) {
        return stale ? SENTENCES_THEN.getOrDefault(kind, sentence) : sentence;
    }

    /** Below the figure on its card. */
    public String note(boolean stale) {
        return stale ? NOTES_THEN.getOrDefault(this, note) : note;
    }

    String label() {
        return switch (kind) {
            case "wallet" -> "Wallet";
            case "active" -> "Running sessions";
            case "overdue" -> "Overdue sessions";
            case "locked" -> "On hold, locked";
            case "claim" -> "On hold, claimable";
            case "stake" -> "Provider stake";
            case "model" -> "Model stake";
            case "pool" -> "Staking pool";
            case "queued" -> "Queued out of pools";
            default -> "Owed to you as provider";
        };
    }
}
