package dev.morlens.protocol.abi;

import dev.morlens.chain.value.Address;
import dev.morlens.chain.value.Wei;
import dev.morlens.protocol.call.CallData;

/** Views of the MOR token (ERC-20), in wei. */
public record TokenViews(Address token) {

    public View<Wei> balanceOf(Address owner) {
        return amount(CallData.of("balanceOf").address(owner), "balanceOf");
    }

    public View<Wei> allowance(Address owner, Address spender) {
        return amount(CallData.of("allowance").address(owner).address(spender), "allowance");
    }

    public View<Wei> totalSupply() {
        return amount(CallData.of("totalSupply"), "totalSupply");
    }

    private View<Wei> amount(CallData data, String name) {
        return View.of(token, data, name, abiWords -> abiWords.wei(0));
    }
}
