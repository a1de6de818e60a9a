package dev.morlens.protocol.abi;

import dev.morlens.chain.Call;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A transaction that somebody else may sign and send, in the forms that wallets and tools take. It sends no coin.
 *
 * @param signature the function's name and types
 */
public record UnsignedCall(Call call, String signature, List<Argument> arguments) {

    /** @param value hexadecimal with {@code 0x}, or a decimal number: nothing that a shell or a link would interpret */
    public record Argument(String type, String value) {}

    public String function() {
        return signature.substring(0, signature.indexOf('('));
    }

    /** For a wallet, as a link (EIP-681). */
    public String link(long chainId) {
        String query = arguments.stream()
                .map(argument -> argument.type() + "=" + argument.value())
                .collect(Collectors.joining("&"));
        return "ethereum:%s@%d/%s?%s".formatted(call.to().checksummed(), chainId, function(), query);
    }

    /** For Foundry's {@code cast}: the endpoint and the way to sign are the reader's own. */
    public String cast() {
        String values = arguments.stream().map(Argument::value).collect(Collectors.joining(" "));
        return "cast send %s '%s' %s".formatted(call.to().checksummed(), signature, values);
    }
}
