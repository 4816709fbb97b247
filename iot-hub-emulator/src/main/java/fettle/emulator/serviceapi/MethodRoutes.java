package fettle.emulator.serviceapi;

import static fettle.emulator.serviceapi.Exchange.device;
import static fettle.emulator.serviceapi.Exchange.module;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fettle.emulator.hub.MethodInvoker;
import fettle.emulator.hub.MethodResult;
import fettle.emulator.identity.IdentityRegistry;
import fettle.emulator.identity.JsonFiles;
import fettle.emulator.identity.Outcome;
import fettle.emulator.identity.Refusal;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;

/** Direct methods: {@code POST /twins/{d}[/modules/{m}]/methods}. */
final class MethodRoutes {

  private static final int DEFAULT_RESPONSE_SECONDS = 30;
  private static final int MAX_SECONDS = 300;

  private final IdentityRegistry registry;
  private final MethodInvoker methods;

  MethodRoutes(IdentityRegistry registry, MethodInvoker methods) {
    this.registry = registry;
    this.methods = methods;
  }

  void addTo(Router router) {
    router.post("/twins/:device/methods").handler(this::invoke);
    router.post("/twins/:device/modules/:module/methods").handler(this::invoke);
  }

  private void invoke(RoutingContext request) {
    if (registry.find(device(request), module(request)).isEmpty()) {
      throw ServiceFailure.of(
          new Outcome.Refused<>(
              Refusal.DEVICE_NOT_FOUND, "there is no " + request.normalizedPath().substring(1)));
    }
    ObjectNode body = Exchange.body(request);
    String name = body.path("methodName").asText("");
    if (name.isBlank()) {
      throw ServiceFailure.invalid("methodName is missing");
    }
    JsonNode payload = body.path("payload");
    methods
        .invoke(
            device(request),
            module(request),
            name,
            payload.isMissingNode() ? null : payload.toString(),
            seconds(body, "connectTimeoutInSeconds", 0),
            seconds(body, "responseTimeoutInSeconds", DEFAULT_RESPONSE_SECONDS))
        .whenComplete(
            (result, failure) -> {
              if (failure != null) {
                request.fail(failure);
              } else {
                answer(request, name, result);
              }
            });
  }

  private static Duration seconds(ObjectNode body, String member, int otherwise) {
    int seconds = body.path(member).asInt(otherwise);
    if (seconds < 0 || seconds > MAX_SECONDS) {
      throw ServiceFailure.invalid(member + "=" + seconds + " must be 0 to " + MAX_SECONDS);
    }
    return Duration.ofSeconds(seconds);
  }

  private static void answer(RoutingContext request, String name, MethodResult result) {
    switch (result) {
      case MethodResult.Answered answered ->
          Exchange.answer(
              request,
              200,
              JsonNodeFactory.instance
                  .objectNode()
                  .put("status", answered.status())
                  .set("payload", payload(answered.payloadJson())));
      case MethodResult.NotConnected notConnected ->
          request.fail(
              ServiceFailure.notOnline(
                  "timed out waiting for the device to connect, method " + name));
      case MethodResult.TimedOut timedOut ->
          request.fail(
              ServiceFailure.timedOut("timed out waiting for the answer to method " + name));
    }
  }

  private static JsonNode payload(String text) {
    if (text == null || text.isBlank()) {
      return JsonNodeFactory.instance.nullNode();
    }
    try {
      return JsonFiles.MAPPER.readTree(text);
    } catch (JsonProcessingException notJson) {
      // a device that answers with something else still gets its answer through
      return JsonNodeFactory.instance.textNode(text);
    }
  }
}
