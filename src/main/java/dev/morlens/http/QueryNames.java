package dev.morlens.http;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.QueryParam;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The names of the query's parameters that each route reads. */
@ApplicationScoped
class QueryNames {

    private final Map<Method, Set<String>> names = new ConcurrentHashMap<>();

    /** In the order in which the route declares them. */
    Set<String> of(Method route) {
        return names.computeIfAbsent(route, QueryNames::read);
    }

    private static Set<String> read(Method route) {
        return Arrays.stream(route.getParameters())
                .flatMap(QueryNames::elements)
                .flatMap(element -> Stream.ofNullable(element.getAnnotation(QueryParam.class)))
                .map(QueryParam::value)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static Stream<? extends AnnotatedElement> elements(Parameter parameter) {
        return parameter.isAnnotationPresent(BeanParam.class)
                ? Arrays.stream(parameter.getType().getDeclaredFields())
                : Stream.of(parameter);
    }
}
