package dev.morlens.web;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;

/** Templates of the models, providers and bids. */
@CheckedTemplate(basePath = "market")
final class MarketTemplates {

    private MarketTemplates() {}

    static native TemplateInstance models(Frame frame, ModelsPage page);

    static native TemplateInstance model(Frame frame, ModelPage page);

    static native TemplateInstance providers(Frame frame, ProvidersPage page);

    static native TemplateInstance provider(Frame frame, ProviderPage page);

    static native TemplateInstance bid(Frame frame, BidPage page);

    static native TemplateInstance served(Frame frame, ServedPage page);
}
