package dev.morlens.protocol.abi;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The errors of the Diamond and the token that freeing MOR can meet, in words. */
final class KnownErrors {

    /** @param signature as the selector is made of */
    record ErrorText(String signature, String reason) {

        String name() {
            return signature.substring(0, signature.indexOf('('));
        }

        int selector() {
            return Selectors.of(signature);
        }
    }

    private static final String SHORT_OF_MOR =
            "The account that must pay has too little MOR: for a staked session that is the protocol's funding account,"
                    + " which pays providers. It works again once the operators have filled it.";
    private static final String SHORT_OF_ALLOWANCE =
            "The protocol's funding account allows the contract too little MOR to pay providers from. It works again once"
                    + " the operators have raised the allowance.";
    private static final String NOT_THERE = "The contract does not have this function at present.";
    private static final String MALFORMED = "The receipt's signature is not well-formed.";

    private static final List<ErrorText> ERRORS = List.of(
            known("SessionUserAmountToWithdrawIsZero()", "Nothing on hold is released yet, or nothing is on hold."),
            known(
                    "InsufficientRightsForOperation(address,address)",
                    "Only the owner, or a delegate with the right to act for it, may do this."),
            known("SessionAlreadyClosed()", "The session is closed already."),
            known("SessionReceiptForAnotherChainId()", "The receipt is for another chain."),
            known("SessionReceiptExpired()", "The receipt is more than ten minutes old."),
            known(
                    "SessionNotYetSettleable(uint256)",
                    "The time after its end in which only the user may close is not over."),
            known("SessionNotEndedOrNotExist()", "The session is still running, or there is none."),
            known(
                    "SessionProviderNothingToClaimInThisPeriod()",
                    "The provider was paid as much in this period as its stake allows, so nothing more is paid before the next"
                            + " period or more stake. If it was claimed meanwhile, nothing is left to pay."),
            known("DelegateStakingNothingToWithdraw()", "This funder has nothing left of its own in the pool."),
            known(
                    "DelegateStakingWithdrawalLeavesDust()",
                    "It would leave less in the pool than the smallest stake that it takes: withdraw all of it."),
            known(
                    "DelegateStakingNothingToClaim()",
                    "No withdrawal waits, or the pool has nothing free to pay one with."),
            known("DelegateStakingNothingToRelease()", "The pool holds nothing for a day that is over."),
            known("DelegateStakingGrantNotFound()", "This funder has granted this wallet nothing."),
            known("MarketplaceActiveBidNotFound()", "The bid is deleted already, or there is none."),
            known("ProviderNotFound()", "No such provider ever registered."),
            known("ProviderHasAlreadyDeregistered()", "The provider has deregistered already."),
            known("ProviderHasActiveBids()", "The provider still has active bids: delete them first."),
            known("ModelNotFound()", "No such model was ever registered."),
            known("ModelHasAlreadyDeregistered()", "The model has been deregistered already."),
            known("ModelHasActiveBids()", "The model still has active bids: their providers must delete them first."));

    /** Of the Diamond's library, and of OpenZeppelin's 4.9, which the token and the contracts are built with. */
    private static final Map<String, String> TEXTS = Map.of(
            "Diamond: selector is not registered", NOT_THERE,
            "ERC20: transfer amount exceeds balance", SHORT_OF_MOR,
            "ERC20: insufficient allowance", SHORT_OF_ALLOWANCE,
            "ERC20: transfer amount exceeds allowance", SHORT_OF_ALLOWANCE,
            "ECDSA: invalid signature", MALFORMED,
            "ECDSA: invalid signature length", MALFORMED,
            "ECDSA: invalid signature 's' value", MALFORMED);

    private static final Map<Integer, ErrorText> BY_SELECTOR =
            ERRORS.stream().collect(Collectors.toUnmodifiableMap(ErrorText::selector, Function.identity()));

    private static final int OVERFLOW = 0x11;

    private KnownErrors() {}

    /** As their selectors are made of. */
    static List<String> signatures() {
        return ERRORS.stream().map(ErrorText::signature).toList();
    }

    static Optional<ErrorText> ofSelector(int selector) {
        return Optional.ofNullable(BY_SELECTOR.get(selector));
    }

    static Optional<ErrorText> ofName(String name) {
        return ERRORS.stream()
                .filter(errorText -> errorText.name().equals(name))
                .findFirst();
    }

    static Optional<String> ofText(String text) {
        return Optional.ofNullable(TEXTS.get(text));
    }

    static String ofPanic(int code) {
        return code == OVERFLOW
                ? "The contract's arithmetic runs below zero or over its limit. For a provider's claim on the day of the"
                        + " close that passes at the next UTC midnight."
                : "The contract stops with an internal error.";
    }

    private static ErrorText known(String signature, String reason) {
        return new ErrorText(signature, reason);
    }
}
