package dev.morlens.web;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;

/** Templates of the sessions and transactions. */
@CheckedTemplate(basePath = "session")
final class SessionTemplates {

    private SessionTemplates() {}

    static native TemplateInstance session(Frame frame, SessionPage page);

    static native TemplateInstance transaction(Frame frame, TransactionPage page);
}
