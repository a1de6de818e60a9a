package dev.morlens.diagnosis.finding;

import static dev.morlens.diagnosis.finding.Severity.ACTION;
import static dev.morlens.diagnosis.finding.Severity.INFO;
import static dev.morlens.diagnosis.finding.Severity.PROBLEM;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What a finding is about. The order is that in which an owner should hear of them; the names are part of the API. */
@Schema(name = "Code")
public enum FindingCode {
    INDEX_BEHIND(PROBLEM, "the newest blocks are not in the index, so that what is said may be old"),
    INDEX_AWAY(
            PROBLEM,
            "the index is away: its database is out of reach, or it does not have all of the chain's history yet; what only"
                    + " it knows is missing, and the rest is read from the contracts"),
    INDEX_DIFFERS(PROBLEM, "the index was found to differ from the chain about this address"),
    ADDRESS_IS_PROTOCOL(INFO, "the address is part of the protocol itself, or nobody's, and no user's wallet"),
    CLAIM_NOT_AVAILABLE(PROBLEM, "there is MOR to claim, but the contract lacks withdrawUserStakes at present"),
    MOR_SENT_TO_CONTRACT(PROBLEM, "MOR was transferred straight to the contract, which is no stake of anybody"),
    SESSION_OVERDUE_FUNDING_BALANCE(
            PROBLEM, "sessions past their end cannot be closed: the account that pays providers has too little MOR"),
    SESSION_OVERDUE_FUNDING_ALLOWANCE(
            PROBLEM,
            "sessions past their end cannot be closed: the contract may take too little of the account that pays"),
    SESSION_OVERDUE_REFUSED(PROBLEM, "sessions past their end cannot be closed for another reason, which is quoted"),
    GAS_MISSING(PROBLEM, "there is something to do, and the address has no ETH to pay for a transaction"),
    SESSION_OVERDUE_SETTLEABLE(ACTION, "sessions are so long past their end that anybody may settle them"),
    SESSION_OVERDUE(
            ACTION, "sessions are past their end, and nothing was found that would keep them from being closed"),
    HOLD_CLAIM_REFUSED(PROBLEM, "holds are released, but the contract would refuse the claim, for the quoted reason"),
    HOLD_CLAIMABLE(ACTION, "holds are released and wait to be claimed"),
    HOLD_MANY_ROWS(ACTION, "there are more rows on hold than one claim can look at"),
    HOLD_LOCKED_TAIL(INFO, "a claim that looks at few rows fails, because the newest rows are still locked"),
    HOLD_ZERO_ROW(INFO, "a claim that looks at few rows fails, because the newest row is one of amount 0"),
    PROVIDER_DUE_LIMITED(PROBLEM, "a provider's share of direct payments exceeds what it may be paid in this period"),
    PROVIDER_DUE(ACTION, "a provider has not collected its share of direct payments"),
    POOL_WITHDRAWAL_PENDING(INFO, "a withdrawal from a staking pool is queued until enough of the pool is free"),
    SESSION_RUNNING(INFO, "stakes are escrowed in running sessions"),
    HOLD_LOCKED(INFO, "parts of closed sessions' stakes are held until the next UTC midnight"),
    HOLD_DAY_LOCK(INFO, "a hold of a session that was closed only after its end: so the rule since the day-lock"),
    RULE_UNKNOWN(INFO, "which rule decides about holds could not be determined"),
    PROVIDER_STAKE(INFO, "staked as a provider; when it can be withdrawn, and how much of it"),
    PROVIDER_STAKE_RETAINED(INFO, "what a deregistered provider had earned in the period stays behind for now"),
    MODEL_STAKE(INFO, "staked on models"),
    POOL_FUNDER(INFO, "funds other wallets' sessions through staking pools"),
    POOL_HOT_WALLET(INFO, "sessions of this wallet are staked from a pool that others fund"),
    MOR_ELSEWHERE(INFO, "nothing is here, but the same address has MOR on another network"),
    MOR_LEFT(INFO, "nothing is here, because it was sent away"),
    NEVER_SEEN(INFO, "the address has never had MOR on this network"),
    ALLOWANCE_ONLY(INFO, "the wallet is empty, and a spending permission could be mistaken for a balance"),
    ADDRESS_IS_CONTRACT(INFO, "the address is a contract, such as a Safe or a smart account"),
    CHAIN_NOT_ASKED(
            INFO,
            "no node answered in time or none may be asked just now, so that what only the chain tells is missing here");

    private final Severity severity;
    private final String meaning;

    FindingCode(Severity severity, String meaning) {
        this.severity = severity;
        this.meaning = meaning;
    }

    public Severity severity() {
        return severity;
    }

    /** In one sentence without its capital and full stop. */
    public String meaning() {
        return meaning;
    }
}
