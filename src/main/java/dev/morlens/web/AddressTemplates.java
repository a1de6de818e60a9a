package dev.morlens.web;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;

/** Templates of the address pages. */
@CheckedTemplate(basePath = "address")
final class AddressTemplates {

    private AddressTemplates() {}

    static native TemplateInstance address(Frame frame, AddressPage page);

    static native TemplateInstance brief(Frame frame, BriefPage page);

    static native TemplateInstance sessions(Frame frame, ListPage<SessionLine> page);

    static native TemplateInstance holds(Frame frame, ListPage<HoldLine> page);

    static native TemplateInstance movements(Frame frame, ListPage<MovementLine> page);

    static native TemplateInstance noOps(Frame frame, ListPage<NoOpLine> page);
}
