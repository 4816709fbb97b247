package fettle.emulator.serviceapi;

import static fettle.emulator.serviceapi.Exchange.device;
import static fettle.emulator.serviceapi.Exchange.orFail;

import com.fasterxml.jackson.databind.node.ObjectNode;
import fettle.emulator.hub.Deployments;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

/** {@code POST /devices/{d}/applyConfigurationContent}. */
final class DeploymentRoutes {

  private final Deployments deployments;

  DeploymentRoutes(Deployments deployments) {
    this.deployments = deployments;
  }

  void addTo(Router router) {
    router.post("/devices/:device/applyConfigurationContent").blockingHandler(this::apply, false);
  }

  private void apply(RoutingContext request) {
    if (!(Exchange.body(request).get("modulesContent") instanceof ObjectNode content)) {
      throw ServiceFailure.invalid("modulesContent is missing; other content is not supported");
    }
    orFail(deployments.apply(device(request), content));
    Exchange.answerEmpty(request);
  }
}
