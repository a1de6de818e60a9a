package dev.morlens.web;

import dev.morlens.api.ErrorPages;
import dev.morlens.api.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** Tells a person with a browser what went wrong, and what to do next. */
@ApplicationScoped
class HtmlErrorPages implements ErrorPages {

    private final Frames frames;

    HtmlErrorPages(Frames frames) {
        this.frames = frames;
    }

    @Override
    public String page(Problem problem) {
        return page(problem, frames.of(problem.title(), Optional.empty()));
    }

    @Override
    public String plain(Problem problem) {
        return page(problem, frames.plain(problem.title()));
    }

    private static String page(Problem problem, Frame frame) {
        return HomeTemplates.problem(frame, problem.title(), problem.detail(), problem.status())
                .render();
    }
}
