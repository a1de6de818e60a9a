package dev.morlens.chain.endpoint;

import dev.morlens.chain.error.HistoryMissingException;
import dev.morlens.chain.error.TemporaryNodeException;
import dev.morlens.chain.error.TemporaryNodeException.Trouble;
import dev.morlens.chain.profile.LearntFact;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Why no endpoint is asked, of each in its own words. */
final class NoEndpointReasons {

    private NoEndpointReasons() {}

    static HistoryMissingException aboutHistory(List<EndpointState> endpoints, long block) {
        String each = each(
                endpoints,
                endpoint -> "%s has none below block %d"
                        .formatted(
                                endpoint.host(),
                                endpoint.profile()
                                        .logs()
                                        .firstKept()
                                        .map(LearntFact::value)
                                        .orElse(0L)));
        return new HistoryMissingException(
                "no endpoint has the logs of block %d (%s): add one with the whole history (an archive node)"
                        .formatted(block, each));
    }

    /**
     * @param able of the question, all of which want to be left alone or are silent
     * @param prompt whether silence is an answer to whoever asks
     */
    static TemporaryNodeException now(List<EndpointState> able, boolean prompt) {
        String each = each(
                able,
                endpoint ->
                        endpoint.host() + ": " + endpoint.health().lastFailure().orElse("no answer"));
        if (prompt && able.stream().allMatch(EndpointState::isKnownSilent)) {
            return TemporaryNodeException.nobodyAnswers("no endpoint answers (" + each + ")");
        }
        Duration soonest = able.stream()
                .map(EndpointState::rest)
                .min(Comparator.naturalOrder())
                .orElseThrow();
        return new TemporaryNodeException(Trouble.NO_ACCESS, "every endpoint refuses for now (" + each + ")", soonest);
    }

    /** Of one that refuses for now: nobody waits until it does not. */
    static TemporaryNodeException unwaited(List<EndpointState> one) {
        return TemporaryNodeException.nobodyAnswers("not asked for now: " + each(one, EndpointState::host));
    }

    private static String each(List<EndpointState> endpoints, Function<EndpointState, String> words) {
        return endpoints.stream().map(words).collect(Collectors.joining("; "));
    }
}
