package fettle.emulator.link;

import com.fasterxml.jackson.databind.JsonNode;
import fettle.emulator.identity.JsonFiles;
import fettle.emulator.sas.SasToken;
import io.vertx.core.net.SocketAddress;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;

/**
 * Where the hub role runs and how the edge role signs in, as the hub's process wrote it down.
 *
 * @param hostName the name that devices sign for
 * @param caCertificate PEM of the authority that signed the hub's listeners
 * @param policyKey base64
 */
public record HubAddress(
    String hostName,
    SocketAddress mqtt,
    URI service,
    Path caCertificate,
    String policy,
    String policyKey) {

  /**
   * Reads a {@code hub.json}.
   *
   * @throws IOException when the file cannot be read or lacks a field
   */
  public static HubAddress read(Path hubFile) throws IOException {
    if (!Files.exists(hubFile)) {
      throw new IOException(
          hubFile + " is not there: start the hub first, it writes the file when it is ready");
    }
    JsonNode json = JsonFiles.MAPPER.readTree(hubFile.toFile());
    String access = text(json, "serviceConnectionString", hubFile);
    String[] mqtt = text(json, "mqttAddress", hubFile).split(":");
    return new HubAddress(
        text(json, "hostName", hubFile),
        SocketAddress.inetSocketAddress(Integer.parseInt(mqtt[1]), mqtt[0]),
        URI.create("https://" + text(json, "serviceAddress", hubFile)),
        Path.of(text(json, "caCertificate", hubFile)),
        part(access, "SharedAccessKeyName"),
        part(access, "SharedAccessKey"));
  }

  /** What the service API wants in {@code Authorization}. */
  String serviceToken(Instant expiry) {
    return SasToken.create(hostName, policyKey, expiry, policy);
  }

  private static String text(JsonNode json, String field, Path file) throws IOException {
    if (!json.path(field).isTextual()) {
      throw new IOException(file + " has no " + field);
    }
    return json.path(field).textValue();
  }

  private static String part(String connectionString, String name) throws IOException {
    for (String part : connectionString.split(";")) {
      if (part.startsWith(name + "=")) {
        return part.substring(name.length() + 1);
      }
    }
    throw new IOException("the hub's connection string has no " + name);
  }

  @Override
  public String toString() {
    return "HubAddress[" + hostName + ", " + mqtt + ", " + service + "]";
  }
}
