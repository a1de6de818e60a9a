package dev.morlens.web.session;

import dev.morlens.web.part.PageLayout;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;

/** Templates of the sessions and transactions. */
@CheckedTemplate(basePath = "session")
final class SessionTemplates {

    private SessionTemplates() {}

    static native TemplateInstance session(PageLayout frame, SessionPage page);

    static native TemplateInstance transaction(PageLayout frame, TransactionPage page);
}
