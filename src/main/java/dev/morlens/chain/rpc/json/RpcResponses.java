package dev.morlens.chain.rpc.json;

import java.util.List;
import org.web3j.protocol.core.Response;

/** JSON-RPC answers by the type of their result, as web3j's mapper wants them named. */
public final class RpcResponses {

    private RpcResponses() {}

    /** A quantity, data, code or a word. */
    public static final class Text extends Response<String> {}

    /** Whatever it is, as maps and lists. */
    public static final class Any extends Response<Object> {}

    public static final class Header extends Response<HeaderJson> {}

    public static final class Simulation extends Response<List<SimulatedJson.BlockJson>> {}

    public static final class Logs extends Response<List<LogJson>> {}
}
