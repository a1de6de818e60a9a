package dev.morlens.preview.action;

import dev.morlens.chain.BlockId;
import dev.morlens.chain.Node;
import dev.morlens.chain.abi.AbiWords;
import dev.morlens.chain.value.Address;
import dev.morlens.chain.value.BlockRef;
import dev.morlens.chain.value.Hash;
import dev.morlens.chain.value.Wei;
import dev.morlens.market.health.FundingAccount;
import dev.morlens.protocol.Network;
import dev.morlens.protocol.abi.MarketViews;
import dev.morlens.protocol.abi.SessionViews;
import dev.morlens.protocol.abi.TokenViews;
import dev.morlens.protocol.abi.View;
import dev.morlens.protocol.call.DelegatedRight;
import dev.morlens.protocol.state.IdPage;
import dev.morlens.protocol.state.Provider;
import dev.morlens.protocol.view.ViewReader;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * What decides whether offered calls work, as a node tells it.
 *
 * @param functions whether the Diamond has them, by selector
 * @param providers of the sessions in question
 * @param bids how many are active on the models in question
 * @param rights whether the sender holds them of the owner, where it is somebody else
 * @param gas the sender's coin, in wei
 * @param isContract whether the sender has code of its own
 */
public record ActionNodeFacts(
        BlockRef block,
        Map<Integer, Boolean> functions,
        FundingAccount funding,
        Map<Address, Provider> providers,
        Map<Hash, Long> bids,
        Map<DelegatedRight, Boolean> rights,
        Address sender,
        Wei gas,
        boolean isContract) {

    /** What is asked for, all at once. */
    record FactsWanted(
            Set<Integer> selectors,
            Set<Address> providers,
            Set<Hash> models,
            Set<DelegatedRight> rights,
            Address owner,
            Address sender) {

        boolean isNothing() {
            return selectors.isEmpty() && rights.isEmpty();
        }

        ActionNodeFacts of(Network network, BlockRef block, Node node, BlockId at) {
            SessionViews sessions = new SessionViews(network.diamond());
            MarketViews market = new MarketViews(network.diamond());
            List<View<Object>> views = new ArrayList<>();
            views.add(any(sessions.getFundingAccount()));
            selectors.forEach(selector -> views.add(any(sessions.facetAddress(selector))));
            providers.forEach(provider -> views.add(any(market.getProvider(provider))));
            models.forEach(model -> views.add(any(market.getModelActiveBids(model, 0, 1))));
            int needed = views.size();
            rights.forEach(right -> views.add(any(sessions.isRightsDelegated(sender, owner, right.hash()))));
            Iterator<Optional<Object>> told =
                    new ViewReader(node).tryAll(at, views, needed).iterator();
            Address account = (Address) told.next().orElseThrow();
            return new ActionNodeFacts(
                    block,
                    byKey(selectors, told, facet -> !Address.ZERO.equals(facet.orElseThrow())),
                    funding(network, node, at, account),
                    byKey(providers, told, provider -> (Provider) provider.orElseThrow()),
                    byKey(models, told, page -> ((IdPage) page.orElseThrow()).total()),
                    // Where the registry cannot tell, the contract cannot either, and refuses the sender.
                    byKey(rights, told, granted -> (Boolean) granted.orElse(false)),
                    sender,
                    node.balance(at, sender),
                    isContract(node.code(at, sender)));
        }

        private static FundingAccount funding(Network network, Node node, BlockId at, Address account) {
            TokenViews token = new TokenViews(network.token());
            List<Wei> told = new ViewReader(node)
                    .readAll(at, List.of(token.balanceOf(account), token.allowance(account, network.diamond())));
            return new FundingAccount(account, told.getFirst(), told.getLast());
        }

        /** A person's account that borrows a contract's code is that person's still (EIP-7702). */
        private static boolean isContract(byte[] code) {
            boolean borrows = code.length > 1 && code[0] == (byte) 0xef && code[1] == 1;
            return code.length > 0 && !borrows;
        }

        private static View<Object> any(View<?> view) {
            Function<AbiWords, ?> reader = view.reader();
            return new View<>(view.name(), view.call(), reader::apply);
        }

        private static <K, T> Map<K, T> byKey(
                Set<K> keys, Iterator<Optional<Object>> told, Function<Optional<Object>, T> as) {
            Map<K, T> byKey = new LinkedHashMap<>();
            keys.forEach(key -> byKey.put(key, as.apply(told.next())));
            return byKey;
        }
    }
}
