package fettle.emulator.serviceapi;

import static fettle.emulator.serviceapi.Exchange.answer;
import static fettle.emulator.serviceapi.Exchange.answerWithEtag;
import static fettle.emulator.serviceapi.Exchange.device;
import static fettle.emulator.serviceapi.Exchange.ifMatch;
import static fettle.emulator.serviceapi.Exchange.module;
import static fettle.emulator.serviceapi.Exchange.orFail;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fettle.emulator.hub.Presence;
import fettle.emulator.identity.Identity;
import fettle.emulator.identity.IdentityRegistry;
import fettle.emulator.identity.IdentityRegistry.NewIdentity;
import fettle.emulator.identity.Outcome;
import fettle.emulator.identity.Refusal;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;

/** Devices and modules: {@code /devices/{d}}, {@code /devices/{d}/modules/{m}}. */
final class RegistryRoutes {

  private final IdentityRegistry registry;
  private final Presence presence;

  RegistryRoutes(IdentityRegistry registry, Presence presence) {
    this.registry = registry;
    this.presence = presence;
  }

  void addTo(Router router) {
    router.get("/statistics/devices").blockingHandler(this::statistics, false);
    router.get("/devices").blockingHandler(this::devices, false);
    router.get("/devices/:device/modules").blockingHandler(this::modules, false);
    for (String path : new String[] {"/devices/:device", "/devices/:device/modules/:module"}) {
      router.get(path).blockingHandler(this::get, false);
      router.put(path).blockingHandler(this::put, false);
      router.delete(path).blockingHandler(this::delete, false);
    }
  }

  private void get(RoutingContext request) {
    answerWith(request, find(request));
  }

  private Identity find(RoutingContext request) {
    Optional<Identity> found = registry.find(device(request), module(request));
    return found.orElseThrow(
        () ->
            ServiceFailure.of(
                new Outcome.Refused<>(
                    module(request) == null || registry.find(device(request), null).isEmpty()
                        ? Refusal.DEVICE_NOT_FOUND
                        : Refusal.MODULE_NOT_FOUND,
                    "there is no " + request.normalizedPath().substring(1))));
  }

  /** Creates without an {@code If-Match} header, updates with one. */
  private void put(RoutingContext request) {
    NewIdentity wanted =
        IdentityJson.wanted(Exchange.body(request), device(request), module(request));
    String ifMatch = ifMatch(request);
    answerWith(
        request,
        ifMatch == null
            ? orFail(registry.create(wanted))
            : orFail(registry.update(IdentityJson.changed(find(request), wanted), ifMatch)));
  }

  private void delete(RoutingContext request) {
    orFail(registry.delete(device(request), module(request), ifMatch(request)));
    Exchange.answerEmpty(request);
  }

  private void devices(RoutingContext request) {
    ArrayNode all = JsonNodeFactory.instance.arrayNode();
    registry.devices().stream().limit(limit(request)).map(this::json).forEach(all::add);
    answer(request, 200, all);
  }

  private static int limit(RoutingContext request) {
    try {
      return Math.clamp(Integer.parseInt(request.request().getParam("top", "1000")), 1, 1000);
    } catch (NumberFormatException wrong) {
      throw ServiceFailure.invalid("top must be a number");
    }
  }

  private void modules(RoutingContext request) {
    find(request);
    ArrayNode all = JsonNodeFactory.instance.arrayNode();
    registry.modules(device(request)).stream().map(this::json).forEach(all::add);
    answer(request, 200, all);
  }

  private void statistics(RoutingContext request) {
    long enabled = registry.devices().stream().filter(Identity::enabled).count();
    answer(
        request,
        200,
        JsonNodeFactory.instance
            .objectNode()
            .put("totalDeviceCount", registry.devices().size())
            .put("enabledDeviceCount", enabled)
            .put("disabledDeviceCount", registry.devices().size() - enabled));
  }

  private void answerWith(RoutingContext request, Identity identity) {
    answerWithEtag(request, identity.etag(), json(identity));
  }

  private ObjectNode json(Identity identity) {
    return IdentityJson.of(
        identity, presence.isConnected(identity.deviceId(), identity.moduleId()));
  }
}
