package dev.morlens.web.action;

import dev.morlens.web.part.PageLayout;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;

/** Templates of the page of an address's actions. */
@CheckedTemplate(basePath = "action")
final class ActionTemplates {

    private ActionTemplates() {}

    static native TemplateInstance actions(PageLayout frame, ActionsPage page);
}
