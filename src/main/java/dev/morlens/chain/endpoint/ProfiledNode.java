package dev.morlens.chain.endpoint;

import dev.morlens.chain.BlockTag;
import dev.morlens.chain.HeadLook;
import dev.morlens.chain.Node;
import dev.morlens.chain.error.HistoryMissingException;
import dev.morlens.chain.profile.EndpointProfile;
import dev.morlens.chain.value.BlockHeader;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Writes down what each answer of an endpoint tells of it: its head and the history that it keeps. */
final class ProfiledNode extends DecoratedNode {

    private final Node inner;
    private final EndpointProfile profile;

    ProfiledNode(Node inner, EndpointProfile profile) {
        this.inner = inner;
        this.profile = profile;
    }

    @Override
    public Optional<BlockHeader> header(BlockTag tag) {
        Optional<BlockHeader> header = super.header(tag);
        if (tag == BlockTag.LATEST) {
            header.map(BlockHeader::ref).ifPresent(profile.head()::told);
        }
        return header;
    }

    @Override
    public HeadLook look(HeadLook.LookQuestion lookQuestion) {
        HeadLook look = super.look(lookQuestion);
        profile.head().told(look.newest().ref());
        return look;
    }

    @Override
    protected <T> T ask(EndpointQuestion endpointQuestion, Function<Node, T> asked) {
        try {
            T answer = asked.apply(inner);
            // Nothing at all is what those say, too, that do not keep so old logs.
            if (!List.of().equals(answer)) {
                endpointQuestion.block().ifPresent(profile.logs()::has);
            }
            return answer;
        } catch (HistoryMissingException e) {
            endpointQuestion.block().ifPresent(profile.logs()::lacks);
            throw e;
        }
    }
}
