package dev.morlens.web;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;

/** Templates of the calculator. */
@CheckedTemplate(basePath = "calculator")
final class CalculatorTemplates {

    private CalculatorTemplates() {}

    static native TemplateInstance calculator(Frame frame, CalculatorPage page);
}
