package fettle.ops.deploy;

import com.microsoft.azure.sdk.iot.device.ClientOptions;
import com.microsoft.azure.sdk.iot.device.IotHubClientProtocol;
import com.microsoft.azure.sdk.iot.device.ModuleClient;
import com.microsoft.azure.sdk.iot.device.exceptions.IotHubClientException;
import com.microsoft.azure.sdk.iot.device.twin.Twin;
import com.microsoft.azure.sdk.iot.device.twin.TwinCollection;
import fettle.emulator.Emulator;
import fettle.emulator.tls.DevelopmentTls;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Predicate;

/**
 * An edge device without containers: Microsoft's ModuleClient as edgeAgent and as the inference
 * module, which report at once what they are told to run, or that it does not.
 */
final class PlayedDevice implements AutoCloseable {
  private static final int ANSWER_MS = 1_500;
  private static final int ATTEMPTS = 10;

  private final Emulator emulator;
  private final String device;
  private final ExecutorService thread = Executors.newSingleThreadExecutor();
  private final ModuleClient agent;
  private volatile ModuleClient inference;
  private volatile Predicate<String> runs = image -> true;
  private volatile Predicate<String> accepts = sha256 -> true;

  private interface Request<T> {
    T send() throws IotHubClientException, InterruptedException;
  }

  PlayedDevice(Emulator emulator, String device) throws Exception {
    this.emulator = emulator;
    this.device = device;
    emulator.addEdgeDevice(device);
    agent = connect(EdgeModule.AGENT);
    subscribe(agent, this::followManifest);
  }

  /** From now on, images that do not fit do not run. */
  void runsOnly(Predicate<String> image) {
    runs = image;
  }

  /** From now on, models that do not fit are refused. */
  void acceptsOnly(Predicate<String> sha256) {
    accepts = sha256;
  }

  /** Looks again at what it is told, as a device does that was started anew. */
  void startAnew() {
    thread.submit(() -> guarded(this::followManifest));
  }

  private ModuleClient connect(String module) throws Exception {
    String gateway = emulator.webSocketAddress().orElseThrow();
    String key = emulator.registry().find(device, module).orElseThrow().primaryKey();
    ModuleClient client =
        new ModuleClient(
            "HostName=fettle.local;DeviceId=%s;ModuleId=%s;SharedAccessKey=%s;GatewayHostName=%s"
                .formatted(device, module, key, gateway),
            IotHubClientProtocol.MQTT_WS,
            ClientOptions.builder()
                .sslContext(DevelopmentTls.clientContext(emulator.caCertificate()))
                .sendInterval(5)
                .receiveInterval(5)
                .build());
    client.open(true);
    return client;
  }

  private interface Following {
    void run() throws Exception;
  }

  private void subscribe(ModuleClient client, Following following) throws Exception {
    again(
        () -> {
          client.subscribeToDesiredProperties(
              (twin, context) -> thread.submit(() -> guarded(following)), null);
          return null;
        });
  }

  private static void guarded(Following following) {
    try {
      following.run();
    } catch (InterruptedException closing) {
      Thread.currentThread().interrupt();
    } catch (Exception e) {
      throw new IllegalStateException("the device does not play its part", e);
    }
  }

  private void followManifest() throws Exception {
    Twin twin = again(() -> agent.getTwin(ANSWER_MS));
    Map<String, Object> modules = new HashMap<>();
    if (twin.getDesiredProperties().get("modules") instanceof Map<?, ?> wanted) {
      wanted.forEach(
          (name, module) -> {
            Object settings = ((Map<?, ?>) module).get("settings");
            String image = ((Map<?, ?>) settings).get("image").toString();
            modules.put(
                name.toString(),
                Map.of(
                    "settings",
                    Map.of("image", image),
                    "runtimeStatus",
                    runs.test(image) ? "running" : "backoff"));
          });
    }
    TwinCollection report = new TwinCollection();
    report.put("lastDesiredVersion", twin.getDesiredProperties().getVersion());
    report.put("lastDesiredStatus", Map.of("code", 200));
    report.put("modules", modules);
    again(() -> agent.updateReportedProperties(report, ANSWER_MS));
    if (inference == null && modules.containsKey(EdgeModule.INFERENCE.id())) {
      inference = connect(EdgeModule.INFERENCE.id());
      subscribe(inference, this::followModel);
    }
    if (inference != null) {
      followModel();
    }
  }

  private void followModel() throws Exception {
    Twin twin = again(() -> inference.getTwin(ANSWER_MS));
    if (twin.getDesiredProperties().get(EdgeModule.MODELS) instanceof Map<?, ?> models) {
      String sha256 = models.get("sha256").toString();
      Map<String, Object> state = new HashMap<>();
      state.put("sha256", sha256);
      state.put("state", accepts.test(sha256) ? "active" : "failed");
      state.put("error", accepts.test(sha256) ? null : "the manifest has another hash");
      TwinCollection report = new TwinCollection();
      report.put(EdgeModule.MODELS, state);
      again(() -> inference.updateReportedProperties(report, ANSWER_MS));
    }
  }

  /** The SDK (2.5.0) may lose the answer to a twin request. */
  private static <T> T again(Request<T> request) throws Exception {
    IotHubClientException last = null;
    for (int i = 0; i < ATTEMPTS; i++) {
      try {
        return request.send();
      } catch (IotHubClientException e) {
        last = e;
      }
    }
    throw last;
  }

  @Override
  public void close() {
    agent.close();
    if (inference != null) {
      inference.close();
    }
    thread.shutdownNow();
  }
}
