package fettle.edge;

import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Who a module process is and how it proves it, read from the variables that IoT Edge sets.
 *
 * <p>Source of the names: the device SDK's {@code ModuleClient.createFromEnvironment}.
 */
public sealed interface EdgeEnvironment {
  String EDGE_HUB_CONNECTION_STRING = "EdgeHubConnectionString";
  String IOT_HUB_CONNECTION_STRING = "IotHubConnectionString";
  String CA_CERTIFICATE_FILE = "EdgeModuleCACertificateFile";
  String WORKLOAD_URI = "IOTEDGE_WORKLOADURI";
  String DEVICE_ID = "IOTEDGE_DEVICEID";
  String MODULE_ID = "IOTEDGE_MODULEID";
  String IOT_HUB_HOST_NAME = "IOTEDGE_IOTHUBHOSTNAME";
  String GATEWAY_HOST_NAME = "IOTEDGE_GATEWAYHOSTNAME";
  String AUTH_SCHEME = "IOTEDGE_AUTHSCHEME";
  String GENERATION_ID = "IOTEDGE_MODULEGENERATIONID";

  /** Every variable that is looked at; a caller that copies an environment needs only these. */
  List<String> VARIABLES =
      List.of(
          EDGE_HUB_CONNECTION_STRING,
          IOT_HUB_CONNECTION_STRING,
          CA_CERTIFICATE_FILE,
          WORKLOAD_URI,
          DEVICE_ID,
          MODULE_ID,
          IOT_HUB_HOST_NAME,
          GATEWAY_HOST_NAME,
          AUTH_SCHEME,
          GENERATION_ID);

  /** The variables of {@link #VARIABLES} that a configuration knows. */
  static Map<String, String> variables(Function<String, Optional<String>> lookup) {
    Map<String, String> variables = new HashMap<>();
    for (String name : VARIABLES) {
      lookup.apply(name).ifPresent(value -> variables.put(name, value));
    }
    return variables;
  }

  String deviceId();

  String moduleId();

  /**
   * A shared access key in a connection string; the certificate, in PEM, is what signs the hub's.
   */
  record ConnectionString(
      String text, String deviceId, String moduleId, Optional<Path> caCertificate)
      implements EdgeEnvironment {
    /** The key stays out of logs. */
    @Override
    public String toString() {
      return "connection string of " + deviceId + "/" + moduleId;
    }
  }

  /** The workload API signs for the module; it holds no key. */
  record Workload(URI uri, String deviceId, String moduleId, Map<String, String> variables)
      implements EdgeEnvironment {
    @Override
    public String toString() {
      return "workload API at " + uri + " for " + deviceId + "/" + moduleId;
    }
  }

  /**
   * @throws IllegalArgumentException naming the variable that is missing or wrong
   */
  static EdgeEnvironment of(Map<String, String> variables) {
    return value(variables, EDGE_HUB_CONNECTION_STRING)
        .or(() -> value(variables, IOT_HUB_CONNECTION_STRING))
        .map(text -> connectionString(text, variables))
        .orElseGet(() -> workload(variables));
  }

  private static EdgeEnvironment connectionString(String text, Map<String, String> variables) {
    return new ConnectionString(
        text,
        part(text, "DeviceId"),
        part(text, "ModuleId"),
        value(variables, CA_CERTIFICATE_FILE).map(Path::of));
  }

  private static EdgeEnvironment workload(Map<String, String> variables) {
    String uri =
        value(variables, WORKLOAD_URI)
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "neither "
                            + EDGE_HUB_CONNECTION_STRING
                            + " nor "
                            + WORKLOAD_URI
                            + " is set: IoT Edge sets the latter, set the former to run without it"));
    for (String name : List.of(IOT_HUB_HOST_NAME, AUTH_SCHEME, GENERATION_ID)) {
      required(variables, name);
    }
    return new Workload(
        URI.create(uri),
        required(variables, DEVICE_ID),
        required(variables, MODULE_ID),
        Map.copyOf(variables));
  }

  private static String required(Map<String, String> variables, String name) {
    return value(variables, name)
        .orElseThrow(
            () ->
                new IllegalArgumentException(name + " must be set where " + WORKLOAD_URI + " is"));
  }

  private static Optional<String> value(Map<String, String> variables, String name) {
    return Optional.ofNullable(variables.get(name)).filter(text -> !text.isBlank());
  }

  private static String part(String connectionString, String name) {
    Matcher matcher =
        Pattern.compile("(?:^|;)" + name + "=([^;]+)", Pattern.CASE_INSENSITIVE)
            .matcher(connectionString);
    if (!matcher.find()) {
      throw new IllegalArgumentException("the connection string must have " + name + "=…");
    }
    return matcher.group(1);
  }
}
