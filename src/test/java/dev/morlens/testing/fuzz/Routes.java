package dev.morlens.testing.fuzz;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.io.IOException;
import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/** Finds all routes: those of the API in its document, the others in the code. */
public final class Routes {

    private static final java.nio.file.Path CLASSES = java.nio.file.Path.of("target", "classes", "dev", "morlens");

    private static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete", "head", "options");

    private static final List<Route> OTHERS = List.of(
            new Route("POST", "/mcp", List.of()),
            new Route("GET", "/q/openapi", List.of("format")),
            new Route("GET", "/q/health", List.of()),
            new Route("GET", "/q/health/live", List.of()),
            new Route("GET", "/q/metrics", List.of()),
            new Route("GET", "/llms.txt", List.of()),
            new Route("GET", "/robots.txt", List.of()),
            new Route("GET", "/static/{file}", List.of()),
            new Route("GET", "/blockchain/models", List.of("offset", "limit", "order")));

    private Routes() {}

    /** @param document an OpenAPI document */
    public static List<Route> of(JsonNode document) {
        List<Route> routes = new ArrayList<>();
        document.get("paths")
                .properties()
                .forEach(path -> path.getValue().properties().stream()
                        .filter(operation -> METHODS.contains(operation.getKey()))
                        .forEach(operation -> routes.add(new Route(
                                operation.getKey().toUpperCase(Locale.ROOT),
                                path.getKey(),
                                queries(operation.getValue().path("parameters"))))));
        return routes;
    }

    private static List<String> queries(JsonNode parameters) {
        return parameters
                .valueStream()
                .filter(parameter -> parameter.path("in").asText().equals("query"))
                .map(parameter -> parameter.path("name").asText())
                .toList();
    }

    /** Pages, the drop-in routes, and what libraries serve. */
    public static List<Route> besidesTheDocument() throws IOException {
        return Stream.concat(inTheCode(), OTHERS.stream()).toList();
    }

    private static Stream<Route> inTheCode() throws IOException {
        List<Class<?>> types = new ArrayList<>();
        for (String room : List.of("web", "api/dropin")) {
            try (Stream<java.nio.file.Path> files = Files.walk(CLASSES.resolve(room))) {
                files.map(file -> CLASSES.relativize(file).toString())
                        .filter(name -> name.endsWith(".class") && !name.contains("-"))
                        .map(name -> "dev.morlens."
                                + name.replace(".class", "").replace('/', '.').replace('\\', '.'))
                        .map(Routes::load)
                        .filter(type -> type.isAnnotationPresent(Path.class))
                        .forEach(types::add);
            }
        }
        return types.stream().flatMap(type -> Arrays.stream(type.getMethods()).flatMap(method -> routes(type, method)));
    }

    private static Class<?> load(String name) {
        try {
            return Class.forName(name, false, Routes.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(name + " was compiled and is not there", e);
        }
    }

    private static Stream<Route> routes(Class<?> type, Method method) {
        Path below = method.getAnnotation(Path.class);
        String path = type.getAnnotation(Path.class).value() + (below == null ? "" : "/" + below.value());
        List<String> query = Arrays.stream(method.getParameters())
                .flatMap(Routes::elements)
                .map(element -> element.getAnnotation(QueryParam.class))
                .filter(name -> name != null)
                .map(QueryParam::value)
                .toList();
        return Arrays.stream(method.getAnnotations())
                .map(Annotation::annotationType)
                .map(annotation -> annotation.getAnnotation(HttpMethod.class))
                .filter(verb -> verb != null)
                .map(verb -> new Route(verb.value(), path.replace("//", "/"), query));
    }

    /** Several that belong together are the fields of one. */
    private static Stream<? extends AnnotatedElement> elements(Parameter parameter) {
        return parameter.isAnnotationPresent(BeanParam.class)
                ? Arrays.stream(parameter.getType().getDeclaredFields())
                : Stream.of(parameter);
    }
}
