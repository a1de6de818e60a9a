package dev.morlens.http;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.inject.Inject;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What can be done with a path. The framework forgets it where a path also fits a shorter template that leads nowhere, as
 * every one here fits {@code /{network}}: it then says that nothing is there.
 */
@ApplicationScoped
class RouteTable {

    private static final Pattern VARIABLE = Pattern.compile("\\{\\s*\\w+\\s*(?::([^}]*))?}");

    /** Such a route answers for what is not there. */
    private static final String ANYTHING = "(?:.+)";

    private record Route(Pattern path, String method) {}

    private final List<Route> routes;

    @Inject
    RouteTable(BeanManager beans) {
        this.routes = beans.getBeans(Object.class, Any.Literal.INSTANCE).stream()
                .<Class<?>>map(Bean::getBeanClass)
                .filter(type -> type.isAnnotationPresent(Path.class))
                .distinct()
                .flatMap(type -> Arrays.stream(type.getDeclaredMethods()))
                .flatMap(RouteTable::of)
                .filter(route -> !route.path().pattern().contains(ANYTHING))
                .toList();
    }

    /** The methods that a path has; none if it names nothing. */
    Set<String> methods(String path) {
        String bare = path.length() > 1 && path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
        Set<String> methods = new TreeSet<>();
        routes.stream()
                .filter(route -> route.path().matcher(bare).matches())
                .forEach(route -> methods.add(route.method()));
        if (methods.contains("GET")) {
            methods.add("HEAD");
        }
        return methods;
    }

    private static Stream<Route> of(Method resource) {
        return Arrays.stream(resource.getAnnotations())
                .flatMap(one -> Stream.ofNullable(one.annotationType().getAnnotation(HttpMethod.class)))
                .map(method -> new Route(pattern(resource), method.value()));
    }

    private static Pattern pattern(Method resource) {
        String folder = resource.getDeclaringClass().getAnnotation(Path.class).value();
        String own = Optional.ofNullable(resource.getAnnotation(Path.class))
                .map(Path::value)
                .orElse("");
        String template = ("/" + folder + "/" + own).replaceAll("/+", "/").replaceAll("(.)/$", "$1");
        StringBuilder regex = new StringBuilder();
        var variable = VARIABLE.matcher(template);
        int from = 0;
        while (variable.find()) {
            regex.append(Pattern.quote(template.substring(from, variable.start())));
            regex.append("(?:")
                    .append(
                            variable.group(1) == null
                                    ? "[^/]+"
                                    : variable.group(1).strip())
                    .append(')');
            from = variable.end();
        }
        return Pattern.compile(
                regex.append(Pattern.quote(template.substring(from))).toString());
    }
}
