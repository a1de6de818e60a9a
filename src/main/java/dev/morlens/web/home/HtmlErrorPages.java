package dev.morlens.web.home;

import dev.morlens.http.ErrorPages;
import dev.morlens.http.Problem;
import dev.morlens.web.part.PageLayout;
import dev.morlens.web.part.PageLayouts;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** Tells a person with a browser what went wrong, and what to do next. */
@ApplicationScoped
class HtmlErrorPages implements ErrorPages {

    private final PageLayouts pageLayouts;

    HtmlErrorPages(PageLayouts pageLayouts) {
        this.pageLayouts = pageLayouts;
    }

    @Override
    public String page(Problem problem) {
        return page(problem, pageLayouts.of(problem.title(), Optional.empty()));
    }

    @Override
    public String plain(Problem problem) {
        return page(problem, pageLayouts.plain(problem.title()));
    }

    private static String page(Problem problem, PageLayout pageLayout) {
        return HomeTemplates.problem(pageLayout, problem.title(), problem.detail(), problem.status())
                .render();
    }
}
