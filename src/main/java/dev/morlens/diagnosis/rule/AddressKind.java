package dev.morlens.diagnosis.rule;

import dev.morlens.chain.value.Address;
import dev.morlens.diagnosis.facts.Case;
import dev.morlens.diagnosis.facts.OnChain;
import dev.morlens.diagnosis.finding.Action;
import dev.morlens.diagnosis.finding.Code;
import dev.morlens.diagnosis.finding.Finding;
import dev.morlens.market.Funding;
import java.util.List;
import java.util.Optional;

/** Addresses that are no person's wallet. */
public final class AddressKind implements Rule {

    @Override
    public List<Finding> of(Case facts) {
        return part(facts)
                .map(finding -> List.of(finding.with(SessionEvidence.readAt(facts))))
                .orElseGet(() -> isContract(facts) ? List.of(contract(facts)) : List.of());
    }

    private static Optional<Finding> part(Case facts) {
        Address address = facts.address();
        if (address.equals(facts.network().diamond())) {
            return Optional.of(protocol(
                    "This is the Inference Contract itself",
                    "It keeps the MOR of all sessions, holds and stakes, which belongs to their owners. A user's share is"
                            + " found under the user's own address."));
        }
        if (address.equals(facts.network().token())) {
            return Optional.of(protocol(
                    "This is the MOR token's contract",
                    "It keeps the list of who has how much. MOR that is sent to it does not come back by itself."));
        }
        if (address.equals(Address.ZERO)) {
            return Optional.of(protocol(
                    "This is the zero address",
                    "Nobody has its key. MOR that goes there is burnt, as a bridge does to pay it out on another network;"
                            + " MOR that comes from there is newly made."));
        }
        return facts.health()
                .funding()
                .map(Funding::account)
                .filter(address::equals)
                .map(account -> protocol(
                        "This is the account that pays providers",
                        "The contract takes from it what providers of staked sessions earn. While it has too little MOR,"
                                + " sessions cannot be closed."));
    }

    private static Finding protocol(String title, String explanation) {
        return Finding.of(Code.ADDRESS_IS_PROTOCOL, title, explanation);
    }

    private static boolean isContract(Case facts) {
        return facts.chain()
                .filter(chain -> chain.code() == OnChain.Code.CONTRACT)
                .isPresent();
    }

    private static Finding contract(Case facts) {
        return Finding.of(
                        Code.ADDRESS_IS_CONTRACT,
                        "This address is a contract",
                        "It may be a Safe, a smart account, or a program. What it has can only be moved the way that contract"
                                + " provides for, by those whom it obeys; who sends that transaction pays its gas.")
                .with(SessionEvidence.readAt(facts))
                .then(Action.check(
                        "Use the contract's own interface",
                        "In a Safe for instance, propose the calls named here as a transaction of the Safe."));
    }
}
