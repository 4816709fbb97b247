package fettle.emulator;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fettle.emulator.files.PrivateFile;
import fettle.emulator.identity.Identity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The {@code hub.json} of a data folder: where everything is and how to sign in, for other
 * processes. It is there only while its emulator may be; {@link fettle.emulator.link.HubAddress}
 * reads it.
 */
final class HubFile {

  private final Path file;

  private HubFile(Path file) {
    this.file = file;
  }

  /** Takes away what an earlier process wrote. */
  static HubFile cleared(Path dataDir) throws IOException {
    Path file = dataDir.resolve("hub.json");
    Files.deleteIfExists(file);
    return new HubFile(file);
  }

  void write(ObjectNode content) throws IOException {
    PrivateFile.write(file, content.toPrettyString());
  }

  /** Where everything is, without secrets. */
  static ObjectNode addresses(Emulator emulator, HubSettings hub, String clusterId) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("hub", hub.name());
    json.put("hostName", hub.host());
    json.put("mqttAddress", emulator.mqttAddress());
    emulator.webSocketAddress().ifPresent(address -> json.put("webSocketAddress", address));
    json.put("serviceAddress", emulator.serviceAddress());
    json.put("kafkaBootstrap", emulator.kafkaBootstrap());
    json.put("topic", hub.topic());
    json.put("clusterId", clusterId);
    json.put("caCertificate", emulator.caCertificate().toString());
    json.put("workloadUri", emulator.workloadUri());
    json.put("lake", emulator.lakeFolder().toString());
    return json;
  }

  /** Adds how services, Kafka clients and each device and module sign in. */
  static void addSecrets(ObjectNode json, Emulator emulator, EmulatorConfig config) {
    json.put("serviceConnectionString", emulator.serviceConnectionString());
    json.put("kafkaPassword", emulator.kafkaPassword());
    ObjectNode strings = json.putObject("connectionStrings");
    for (Identity device : emulator.registry().devices()) {
      strings.put(device.path(), ConnectionString.of(device, config));
      emulator
          .registry()
          .modules(device.deviceId())
          .forEach(module -> strings.put(module.path(), ConnectionString.of(module, config)));
    }
  }
}
