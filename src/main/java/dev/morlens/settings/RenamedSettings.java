package dev.morlens.settings;

import io.quarkus.runtime.annotations.StaticInitSafe;
import io.smallrye.config.ConfigSourceInterceptorContext;
import io.smallrye.config.ConfigValue;
import io.smallrye.config.FallbackConfigSourceInterceptor;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/** Finds a setting by its older name where the present one is not given, or is given by a weaker source. */
@StaticInitSafe
public final class RenamedSettings extends FallbackConfigSourceInterceptor {

    private static final long serialVersionUID = 1;

    public RenamedSettings() {
        super(RenamedSettings::before);
    }

    private static String before(String name) {
        return RenamedSetting.all().stream()
                .flatMap(renamed -> renamed.beforeOf(name).stream())
                .findFirst()
                .orElse(name);
    }

    @Override
    public ConfigValue getValue(ConfigSourceInterceptorContext context, String name) {
        return super.getValue(new Understanding(context), name);
    }

    /** Each by its present name alone: an older one is no setting, and would be refused as unknown. */
    @Override
    public Iterator<String> iterateNames(ConfigSourceInterceptorContext context) {
        Set<String> names = new LinkedHashSet<>();
        context.iterateNames()
                .forEachRemaining(name -> names.add(RenamedSetting.all().stream()
                        .flatMap(renamed -> renamed.nowOf(name).stream())
                        .findFirst()
                        .orElse(name)));
        return names.iterator();
    }

    /** Says of what is given under an older name what it means under the present one. */
    private record Understanding(ConfigSourceInterceptorContext context) implements ConfigSourceInterceptorContext {

        @Override
        public ConfigValue proceed(String name) {
            ConfigValue given = context.proceed(name);
            if (given == null || given.getValue() == null) {
                return given;
            }
            Optional<RenamedSetting> renamed = RenamedSetting.all().stream()
                    .filter(one -> one.nowOf(name).isPresent())
                    .findFirst();
            return renamed.map(one -> given.withValue(one.value().apply(given.getValue())))
                    .orElse(given);
        }

        @Override
        public ConfigValue restart(String name) {
            return context.restart(name);
        }

        @Override
        public Iterator<String> iterateNames() {
            return context.iterateNames();
        }
    }
}
