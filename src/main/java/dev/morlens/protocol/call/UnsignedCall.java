package dev.morlens.protocol.call;

import dev.morlens.chain.ViewCall;
import dev.morlens.chain.value.Hex;
import java.net.URI;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A transaction that somebody else may sign and send, in the forms that wallets and tools take. It sends no coin.
 *
 * @param signature the function's name and types
 */
public record UnsignedCall(ViewCall call, String signature, List<Argument> arguments) {

    private static final int SELECTOR_DIGITS = 2 + 2 * 4;

    /** @param value hexadecimal with {@code 0x}, or a decimal number: nothing that a shell or a link would interpret */
    public record Argument(String type, String value) {}

    /** The 4 bytes by which the Diamond finds the function. */
    public int selector() {
        return ByteBuffer.wrap(call.data()).getInt();
    }

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

    /** The function's form where a block explorer of Blockscout's kind offers to write to a contract behind others. */
    public String writeTab(URI explorer) {
        String selector = Hex.of(call.data()).substring(0, SELECTOR_DIGITS);
        return "%s/address/%s?tab=read_write_proxy#%s"
                .formatted(explorer, call.to().checksummed(), selector);
    }

    /** For Foundry's {@code cast}: the endpoint and the way to sign are the reader's own. */
    public String cast() {
        String values = arguments.stream().map(Argument::value).collect(Collectors.joining(" "));
        return "cast send %s '%s' %s".formatted(call.to().checksummed(), signature, values);
    }
}
