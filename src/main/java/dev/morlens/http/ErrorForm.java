package dev.morlens.http;

import java.util.function.Function;

/** A problem in the form that whoever asked can read: a page, the consumer node's error, or RFC 9457. */
record ErrorForm(String type, Object body) {

    private static final String PROBLEM_JSON = "application/problem+json";

    /** @param page how a page is made */
    static ErrorForm of(Problem problem, String path, String accept, Function<Problem, String> page) {
        if (PlainError.isFor(path)) {
            return new ErrorForm("application/json", new PlainError(problem.detail()));
        }
        return ErrorPages.isForPeople(path, accept)
                ? new ErrorForm("text/html;charset=UTF-8", page.apply(problem))
                : new ErrorForm(PROBLEM_JSON, problem.at(SafeText.bounded(path)));
    }
}
