package dev.morlens.web;

import dev.morlens.api.StatusView;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import java.util.List;
import java.util.Optional;

/** Templates of the entrance, the protocol, the index and errors. */
@CheckedTemplate(basePath = "home")
final class HomeTemplates {

    private HomeTemplates() {}

    static native TemplateInstance home(Frame frame, List<Samples.Sample> samples);

    static native TemplateInstance found(Frame frame, String asked, List<FoundLine> results, Optional<String> trouble);

    static native TemplateInstance protocol(Frame frame, ProtocolPage page);

    static native TemplateInstance status(Frame frame, StatusView status);

    static native TemplateInstance problem(Frame frame, String title, String detail, int status);
}
