package dev.morlens.web.market;

import dev.morlens.web.part.PageLayout;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;

/** Templates of the models, providers and bids. */
@CheckedTemplate(basePath = "market")
final class MarketTemplates {

    private MarketTemplates() {}

    static native TemplateInstance models(PageLayout frame, ModelsPage page);

    static native TemplateInstance model(PageLayout frame, ModelPage page);

    static native TemplateInstance providers(PageLayout frame, ProvidersPage page);

    static native TemplateInstance provider(PageLayout frame, ProviderPage page);

    static native TemplateInstance bid(PageLayout frame, BidPage page);

    static native TemplateInstance served(PageLayout frame, ServedPage page);
}
