package dev.morlens.diagnosis.finding;

import dev.morlens.protocol.ContractKind;

/**
 * What there is to say of an address that is no person's wallet.
 *
 * @param name in a sentence
 * @param text whose the MOR is that it has, and who can move it
 * @param holds what its MOR is, after the amount; empty where it is an owner like any other
 */
public record ContractWords(String name, String text, String holds) {

    private static final String NO_PLACE =
            " It is no place to keep MOR: what is sent to it is out of everybody's reach.";
    private static final String STUCK = "MOR out of reach";

    public static ContractWords of(ContractKind kind) {
        return switch (kind) {
            case INFERENCE_CONTRACT, TOKEN, FACET, EARLIER_INFERENCE_CONTRACT, FUNDING_ACCOUNT -> ofProtocol(kind);
            case ZERO_ADDRESS, BURN_ADDRESS -> withoutKey(kind);
            case BUILDERS, BUILDERS_TREASURY, FEE_CONFIG, REWARD_POOL -> ofBuilders(kind);
            case BRIDGE_ENDPOINT, PROTOCOL_SAFE, EARLIER_SAFE, TRADING_POOL, POSITION_MANAGER -> around(kind);
        };
    }

    /** As a sentence of its own, without its full stop. */
    public String title() {
        return "This is " + name;
    }

    private static ContractWords ofProtocol(ContractKind kind) {
        return switch (kind) {
            case INFERENCE_CONTRACT ->
                new ContractWords(
                        "the Inference Contract itself",
                        "It keeps the MOR of all sessions, holds and stakes, which belongs to their owners. A user's share is"
                                + " found under the user's own address. MOR that was transferred straight to it opens"
                                + " nothing, is nobody's stake, and does not come back by itself.",
                        "MOR kept for others");
            case TOKEN ->
                new ContractWords(
                        "the MOR token's contract",
                        "It keeps the list of who has how much. MOR that is sent to it does not come back by itself: no"
                                + " function of it gives any back.",
                        "MOR sent here by mistake");
            case FACET ->
                new ContractWords(
                        "a part of the Inference Contract (a facet)",
                        "It holds code that the Inference Contract runs, and nobody's MOR." + NO_PLACE,
                        STUCK);
            case EARLIER_INFERENCE_CONTRACT ->
                new ContractWords(
                        "an earlier Inference Contract",
                        "It keeps the MOR of its own sessions and stakes, which belongs to their owners. MorLens does not"
                                + " index it, so it cannot say whose: they read and claim it at that contract itself.",
                        "MOR kept for others");
            default ->
                new ContractWords(
                        "the account that pays providers",
                        "The contract takes from it what providers of staked sessions earn. While it has too little MOR,"
                                + " sessions cannot be closed.",
                        "");
        };
    }

    private static ContractWords withoutKey(ContractKind kind) {
        return kind == ContractKind.ZERO_ADDRESS
                ? new ContractWords(
                        "the zero address",
                        "Nobody has its key. MOR that goes there is burnt, as a bridge does to pay it out on another network;"
                                + " MOR that comes from there is newly made.",
                        STUCK)
                : new ContractWords(
                        "an address for burning",
                        "Nobody has its key: what is sent there stays there for ever, and still counts in the supply.",
                        STUCK);
    }

    private static ContractWords ofBuilders(ContractKind kind) {
        return switch (kind) {
            case BUILDERS ->
                new ContractWords(
                        "the Builders contract",
                        "It keeps what people have deposited for subnets, which belongs to them. MorLens does not index these"
                                + " deposits yet, so it cannot say whose they are: they show in the dashboard of Builders,"
                                + " and only the depositor can withdraw them there.",
                        "MOR kept for others");
            case BUILDERS_TREASURY ->
                new ContractWords(
                        "the treasury of Builders",
                        "The rewards of Builders' subnets are paid from it when they are claimed. Until then what it has is"
                                + " nobody's in particular.",
                        "MOR for rewards");
            case FEE_CONFIG ->
                new ContractWords(
                        "the contract that sets the fees of Builders",
                        "It says who pays which fee to whom." + NO_PLACE,
                        STUCK);
            default ->
                new ContractWords(
                        "the contract that reckons the emission of rewards",
                        "It says how many rewards fall due, and pays none itself." + NO_PLACE,
                        STUCK);
        };
    }

    private static ContractWords around(ContractKind kind) {
        return switch (kind) {
            case BRIDGE_ENDPOINT ->
                new ContractWords(
                        "the endpoint of the bridge (LayerZero)",
                        "It carries the bridge's messages. MOR that crosses is burnt on one network and minted on the other,"
                                + " and never lies here." + NO_PLACE,
                        STUCK);
            case TRADING_POOL ->
                new ContractWords(
                        "a trading pool",
                        "Its MOR belongs to whoever has a position in it, which is an NFT: MorLens cannot say whose.",
                        "MOR kept for others");
            case POSITION_MANAGER ->
                new ContractWords(
                        "the contract that keeps positions in trading pools",
                        "A position is an NFT of it, and its MOR lies in the pool." + NO_PLACE,
                        STUCK);
            case PROTOCOL_SAFE ->
                new ContractWords(
                        "the Safe of the protocol",
                        "A wallet of several owners, which owns Builders and its treasury.",
                        "");
            default -> new ContractWords("an earlier Safe of the protocol", "A wallet of several owners.", "");
        };
    }
}
