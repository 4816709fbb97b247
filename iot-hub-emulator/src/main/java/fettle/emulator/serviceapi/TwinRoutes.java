package fettle.emulator.serviceapi;

import static fettle.emulator.serviceapi.Exchange.answerWithEtag;
import static fettle.emulator.serviceapi.Exchange.device;
import static fettle.emulator.serviceapi.Exchange.ifMatch;
import static fettle.emulator.serviceapi.Exchange.module;
import static fettle.emulator.serviceapi.Exchange.orFail;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fettle.emulator.hub.Presence;
import fettle.emulator.identity.Identity;
import fettle.emulator.identity.IdentityRegistry;
import fettle.emulator.identity.Outcome;
import fettle.emulator.identity.Refusal;
import fettle.emulator.identity.Twin;
import fettle.emulator.identity.TwinStore;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.stream.Stream;

/**
 * Twins: {@code /twins/{d}}, {@code /twins/{d}/modules/{m}}, and the queries of {@link TwinQuery}.
 */
final class TwinRoutes {

  private static final int PAGE_LIMIT = 100;

  private final IdentityRegistry registry;
  private final TwinStore twins;
  private final Presence presence;

  TwinRoutes(IdentityRegistry registry, TwinStore twins, Presence presence) {
    this.registry = registry;
    this.twins = twins;
    this.presence = presence;
  }

  void addTo(Router router) {
    for (String path : new String[] {"/twins/:device", "/twins/:device/modules/:module"}) {
      router.get(path).blockingHandler(this::get, false);
      router.patch(path).blockingHandler(request -> change(request, false), false);
      router.put(path).blockingHandler(request -> change(request, true), false);
      router.post(path).blockingHandler(this::overridden, false);
    }
    router.post("/devices/query").blockingHandler(this::query, false);
  }

  private void get(RoutingContext request) {
    Twin twin =
        twins
            .get(device(request), module(request))
            .orElseThrow(
                () ->
                    ServiceFailure.of(
                        new Outcome.Refused<>(
                            module(request) == null
                                ? Refusal.DEVICE_NOT_FOUND
                                : Refusal.MODULE_NOT_FOUND,
                            "there is no " + request.normalizedPath().substring(1))));
    answerWithEtag(request, twin.etag(), json(twin));
  }

  /** Java's HTTP client cannot send PATCH, so the SDK sends POST and names the method it means. */
  private void overridden(RoutingContext request) {
    String method = request.request().getHeader("X-HTTP-Method-Override");
    if (!"PATCH".equalsIgnoreCase(method)) {
      throw ServiceFailure.notFound(request.normalizedPath());
    }
    change(request, false);
  }

  private void change(RoutingContext request, boolean replace) {
    ObjectNode body = Exchange.body(request);
    ObjectNode tags = part(body.path("tags"), "tags");
    ObjectNode desired = part(body.at("/properties/desired"), "properties.desired");
    Twin changed =
        orFail(
            twins.update(
                device(request), module(request), tags, desired, replace, ifMatch(request)));
    answerWithEtag(request, changed.etag(), json(changed));
  }

  private static ObjectNode part(JsonNode node, String name) {
    if (node.isMissingNode() || node.isNull()) {
      return null;
    }
    if (node instanceof ObjectNode object) {
      return object;
    }
    throw ServiceFailure.invalid(name + " must be an object");
  }

  private void query(RoutingContext request) {
    TwinQuery query = TwinQuery.parse(Exchange.body(request).path("query").asText(""));
    Stream<Identity> all = registry.devices().stream();
    List<Identity> matching =
        (query.ofModules()
                ? all.flatMap(device -> registry.modules(device.deviceId()).stream())
                : all)
            .filter(query::matches)
            .toList();
    int from = number(request, "x-ms-continuation", 0);
    int to =
        Math.min(
            matching.size(),
            from + Math.clamp(number(request, "x-ms-max-item-count", PAGE_LIMIT), 1, PAGE_LIMIT));
    ArrayNode page = JsonNodeFactory.instance.arrayNode();
    for (Identity identity : matching.subList(Math.min(from, to), to)) {
      twins.get(identity.deviceId(), identity.moduleId()).map(this::json).ifPresent(page::add);
    }
    request.response().putHeader("x-ms-item-type", "Twin");
    if (to < matching.size()) {
      request.response().putHeader("x-ms-continuation", Integer.toString(to));
    }
    Exchange.answer(request, 200, page);
  }

  private static int number(RoutingContext request, String header, int otherwise) {
    String value = request.request().getHeader(header);
    if (value == null || value.isEmpty()) {
      return otherwise;
    }
    try {
      return Math.max(0, Integer.parseInt(value));
    } catch (NumberFormatException wrong) {
      throw ServiceFailure.invalid(header + " must be a number");
    }
  }

  private ObjectNode json(Twin twin) {
    Identity identity =
        registry
            .find(twin.deviceId(), twin.moduleId())
            .orElseThrow(() -> ServiceFailure.notFound(twin.deviceId()));
    return IdentityJson.of(twin, identity, presence.isConnected(twin.deviceId(), twin.moduleId()));
  }
}
