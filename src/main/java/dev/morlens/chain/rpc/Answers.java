package dev.morlens.chain.rpc;

import java.util.List;
import org.web3j.protocol.core.Response;

/** JSON-RPC answers by the type of their result, as web3j's mapper wants them named. */
final class Answers {

    private Answers() {}

    /** A quantity, data, code or a word. */
    static final class Text extends Response<String> {}

    /** Whatever it is, as maps and lists. */
    static final class Any extends Response<Object> {}

    static final class Header extends Response<HeaderJson> {}

    static final class Simulation extends Response<List<SimulatedJson.Block>> {}

    static final class Logs extends Response<List<LogJson>> {}
}
