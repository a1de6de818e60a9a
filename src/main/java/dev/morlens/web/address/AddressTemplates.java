package dev.morlens.web.address;

import dev.morlens.web.part.ListPage;
import dev.morlens.web.part.MovementLine;
import dev.morlens.web.part.NoOpLine;
import dev.morlens.web.part.PageLayout;
import dev.morlens.web.part.SessionLine;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;

/** Templates of the address pages. */
@CheckedTemplate(basePath = "address")
final class AddressTemplates {

    private AddressTemplates() {}

    static native TemplateInstance address(PageLayout frame, AddressPage page);

    static native TemplateInstance brief(PageLayout frame, BriefPage page);

    static native TemplateInstance sessions(PageLayout frame, ListPage<SessionLine> page);

    static native TemplateInstance holds(PageLayout frame, ListPage<HoldLine> page);

    static native TemplateInstance movements(PageLayout frame, ListPage<MovementLine> page);

    static native TemplateInstance noOps(PageLayout frame, ListPage<NoOpLine> page);
}
