package dev.morlens.web.home;

import dev.morlens.api.network.StatusView;
import dev.morlens.web.part.PageLayout;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import java.util.List;
import java.util.Optional;

/** Templates of the entrance, the protocol, the index and errors. */
@CheckedTemplate(basePath = "home")
public final class HomeTemplates {

    private HomeTemplates() {}

    static native TemplateInstance home(PageLayout frame, List<SampleAddresses.Sample> samples);

    static native TemplateInstance found(
            PageLayout frame, String asked, List<FoundLine> results, Optional<String> trouble);

    static native TemplateInstance protocol(PageLayout frame, ProtocolPage page);

    public static native TemplateInstance status(PageLayout frame, StatusView status);

    static native TemplateInstance problem(PageLayout frame, String title, String detail, int status);
}
