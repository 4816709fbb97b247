package fettle.emulator.serviceapi;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fettle.emulator.hub.Meter;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Instant;

/**
 * What Resource Manager says of a hub, at the same paths and in the same form: its tier and units,
 * its quota, and how many sends were refused because they were too many. Of any subscription and
 * group, and signed as every other request here.
 */
final class ManagementRoutes {
  private static final String HUB =
      "/subscriptions/:subscription/resourceGroups/:group/providers/Microsoft.Devices/IotHubs/:hub";
  private static final String THROTTLED = "d2c.telemetry.ingress.sendThrottle";

  private final String hub;
  private final Meter meter;

  ManagementRoutes(String hub, Meter meter) {
    this.hub = hub;
    this.meter = meter;
  }

  void addTo(Router router) {
    router.get(HUB).handler(request -> answer(request, description()));
    router.get(HUB + "/quotaMetrics").handler(request -> answer(request, quota()));
    router
        .get(HUB + "/providers/Microsoft.Insights/metrics")
        .handler(request -> answer(request, metrics(request)));
  }

  private void answer(RoutingContext request, ObjectNode json) {
    if (!request.pathParam("hub").equals(hub)) {
      throw ServiceFailure.notFound(request.normalizedPath());
    }
    Exchange.answer(request, 200, json);
  }

  private ObjectNode description() {
    ObjectNode json = JsonNodeFactory.instance.objectNode().put("name", hub);
    json.putObject("sku")
        .put("name", meter.allowance().sku())
        .put("capacity", meter.allowance().units());
    return json;
  }

  /** A hub without a quota, which Azure does not have, says nothing of messages. */
  private ObjectNode quota() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    ArrayNode values = json.putArray("value");
    if (meter.allowance().messages() > 0) {
      values
          .addObject()
          .put("name", "TotalMessages")
          .put("currentValue", meter.used())
          .put("maxValue", meter.allowance().messages());
    }
    return json;
  }

  /** Azure has more metrics; this one alone is asked for. */
  private ObjectNode metrics(RoutingContext request) {
    if (!THROTTLED.equals(request.request().getParam("metricnames"))) {
      throw ServiceFailure.invalid("metricnames must be " + THROTTLED);
    }
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    ObjectNode metric = json.putArray("value").addObject();
    metric.putObject("name").put("value", THROTTLED);
    ArrayNode data = metric.putArray("timeseries").addObject().putArray("data");
    meter
        .throttledByMinute()
        .forEach(
            (minute, count) ->
                data.addObject()
                    .put("timeStamp", Instant.ofEpochMilli(minute).toString())
                    .put("total", count));
    return json;
  }
}
