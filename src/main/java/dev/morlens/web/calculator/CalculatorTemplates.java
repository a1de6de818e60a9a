package dev.morlens.web.calculator;

import dev.morlens.web.part.PageLayout;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;

/** Templates of the calculator. */
@CheckedTemplate(basePath = "calculator")
final class CalculatorTemplates {

    private CalculatorTemplates() {}

    static native TemplateInstance calculator(PageLayout frame, CalculatorPage page);
}
