package fettle.dashboard.access;

import io.quarkus.arc.Arc;
import io.quarkus.websockets.next.WebSocket;
import jakarta.enterprise.inject.Any;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.lang.reflect.Method;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** What this server answers to, as its classes say: also what no document lists. */
final class Routes {
  private Routes() {}

  /** Such as {@code GET /api/machines/{device}/{machine}}. */
  static Set<String> ofThisServer() {
    Set<String> routes = new TreeSet<>();
    Arc.container()
        .beanManager()
        .getBeans(Object.class, Any.Literal.INSTANCE)
        .forEach(
            bean -> {
              Class<?> type = bean.getBeanClass();
              if (type.isAnnotationPresent(WebSocket.class)) {
                routes.add("GET " + type.getAnnotation(WebSocket.class).path());
              }
              if (type.isAnnotationPresent(Path.class)) {
                Stream.of(type.getMethods()).forEach(method -> add(routes, type, method));
              }
            });
    return routes;
  }

  private static void add(Set<String> routes, Class<?> type, Method method) {
    String below =
        method.isAnnotationPresent(Path.class) ? method.getAnnotation(Path.class).value() : "";
    String path = (type.getAnnotation(Path.class).value() + "/" + below).replaceAll("/+", "/");
    String whole = path.length() > 1 ? path.replaceAll("/$", "") : path;
    Stream.of(method.getAnnotations())
        .map(annotation -> annotation.annotationType().getAnnotation(HttpMethod.class))
        .filter(verb -> verb != null)
        .forEach(verb -> routes.add(verb.value() + " " + whole));
  }
}
