package fettle.emulator.edgehub;

import fettle.emulator.hub.Deployment;
import fettle.emulator.hub.DeploymentListener;
import fettle.emulator.hub.DeviceMessage;
import fettle.emulator.hub.MessageSink;
import fettle.emulator.link.Upstream;
import fettle.emulator.mqtt.InputChannel;
import fettle.emulator.mqtt.InputListener;
import fettle.emulator.mqtt.TelemetrySink;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;

/**
 * The edge hubs of all edge devices that this process plays. Messages of other devices go straight
 * to the hub, as if they were connected to it.
 */
public final class EdgeHubs implements TelemetrySink, InputListener, DeploymentListener {

  private final EdgeResources resources;
  private final EdgeSettings settings;
  private final UnaryOperator<String> edgeOf;
  private final Upstream link;
  private final DirectWay direct;
  private final Map<String, EdgeHub> hubs = new HashMap<>();

  /** In force from the moment that {@link #apply} returns, whichever thread called it. */
  private final Map<String, RouteTable> routes = new ConcurrentHashMap<>();

  /**
   * @param edgeOf the edge device behind which a device is; {@code null} when it talks to the hub
   *     itself. An edge device is behind itself
   * @param link the way upstream of every edge device
   * @param direct takes the messages of the other devices
   */
  public EdgeHubs(
      EdgeResources resources,
      EdgeSettings settings,
      UnaryOperator<String> edgeOf,
      Upstream link,
      MessageSink direct) {
    this.resources = resources;
    this.settings = settings;
    this.edgeOf = edgeOf;
    this.link = link;
    this.direct = new DirectWay(resources.vertx(), direct);
    resources.metrics().gauge("mqtt.waitingForHub", this.direct::waiting);
  }

  /** Takes up what earlier processes left in the store, before any client connects. */
  public void resume() throws IOException {
    List<String> devices = FolderName.idsIn(resources.folder());
    onLoop(() -> devices.forEach(this::hub));
  }

  @Override
  public CompletionStage<Void> accept(DeviceMessage message, String output) {
    return hubOf(message.deviceId())
        .map(hub -> hub.accept(message, output).toCompletionStage())
        .orElseGet(() -> direct.accept(message));
  }

  @Override
  public void opened(String deviceId, String moduleId, InputChannel channel) {
    hubOf(deviceId).ifPresent(hub -> hub.opened(moduleId, channel));
  }

  @Override
  public void closed(String deviceId, String moduleId, InputChannel channel) {
    hubOf(deviceId).ifPresent(hub -> hub.closed(moduleId, channel));
  }

  @Override
  public void check(String deviceId, Deployment deployment) {
    RouteTable.of(deployment);
  }

  @Override
  public void apply(String deviceId, Deployment deployment) {
    routes.put(deviceId, RouteTable.of(deployment));
  }

  /** Completes when everything is written and the files are closed. */
  public Future<Void> close() {
    Promise<Void> closed = Promise.promise();
    onLoop(
        () ->
            Future.join(hubs.values().stream().map(EdgeHub::close).toList())
                .<Void>mapEmpty()
                .onComplete(closed));
    return closed.future();
  }

  private Optional<EdgeHub> hubOf(String deviceId) {
    return Optional.ofNullable(edgeOf.apply(deviceId)).map(this::hub);
  }

  private EdgeHub hub(String edgeDevice) {
    return hubs.computeIfAbsent(
        edgeDevice,
        device ->
            new EdgeHub(
                device,
                resources,
                settings,
                link,
                () -> routes.getOrDefault(device, RouteTable.DEFAULT)));
  }

  private void onLoop(Runnable work) {
    if (resources.loop().equals(Vertx.currentContext())) {
      work.run();
    } else {
      resources.loop().runOnContext(ignored -> work.run());
    }
  }
}
