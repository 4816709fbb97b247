package fettle.ops.demo;

import com.fasterxml.jackson.databind.JsonNode;
import fettle.ops.Failure;
import fettle.ops.hub.EdgeDevice;
import fettle.ops.hub.HubInfo;
import fettle.ops.hub.HubTrust;
import fettle.ops.local.LocalSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ./fettle fault}: makes a simulated pump of the running demo sick, or well again. */
@Command(
    name = "fault",
    description =
        "Makes a simulated pump of the running demo sick, or well again, by a direct method of the"
            + " sensor module.",
    mixinStandardHelpOptions = true)
public final class FaultCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(index = "0", paramLabel = "MACHINE", description = "such as pump-02")
  private String machine;

  @Parameters(
      index = "1",
      paramLabel = "FAULT",
      description =
          "bearingWear, cavitation, closedValve, sensorStuck, sensorRecalibrated, or none to clear"
              + " them")
  private String fault;

  @Option(
      names = "--severity",
      defaultValue = "1",
      description = "0 to 1 (default: ${DEFAULT-VALUE})")
  private double severity;

  @Option(
      names = "--ramp",
      defaultValue = "0",
      paramLabel = "MS",
      description = "sets in over so many milliseconds (default: ${DEFAULT-VALUE})")
  private long rampMs;

  @Option(
      names = "--folder",
      paramLabel = "DIR",
      description = "the demo's (default: .fettle/demo)")
  private Path folder;

  @Override
  public Integer call() {
    Path demo = folder == null ? LocalSettings.projectRoot().resolve(".fettle/demo") : folder;
    Path hubFile = demo.resolve("hub/hub.json");
    if (!Files.exists(hubFile)) {
      throw new Failure("no demo runs in " + demo + "; start one with ./fettle demo");
    }
    try {
      spec.commandLine().getOut().println(call(HubInfo.read(hubFile)));
      return 0;
    } catch (IOException e) {
      throw new Failure(
          "the demo in %s does not answer (%s); start one with ./fettle demo"
              .formatted(demo, e.getMessage()),
          e);
    }
  }

  private JsonNode call(HubInfo hub) throws IOException {
    HubTrust.use(hub.caCertificate());
    EdgeDevice edge = new EdgeDevice(hub.serviceHost(), hub.serviceCredential());
    return fault.equals("none")
        ? edge.invoke("sensor", "clearFault", Map.of("machine", machine))
        : edge.invoke("sensor", "injectFault", request());
  }

  private Map<String, Object> request() {
    Map<String, Object> request = new LinkedHashMap<>();
    request.put("machine", machine);
    request.put("fault", fault);
    request.put("severity", severity);
    request.put("rampMs", rampMs);
    return request;
  }
}
