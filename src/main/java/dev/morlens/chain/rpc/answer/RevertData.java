package dev.morlens.chain.rpc.answer;

import dev.morlens.chain.value.Hex;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds what a contract returned with its revert; nodes wrap it differently, always as the first long hex text. */
public final class RevertData {

    private static final Pattern HEX = Pattern.compile("0x[0-9a-fA-F]{8,131072}");

    private RevertData() {}

    /** Empty where the node does not tell. */
    public static byte[] of(RpcError error) {
        Matcher found = HEX.matcher(error.data());
        boolean whole = found.find() && found.group().length() % 2 == 0;
        return whole ? Hex.bytes(found.group()) : new byte[0];
    }
}
