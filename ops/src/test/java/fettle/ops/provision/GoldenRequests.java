package fettle.ops.provision;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fettle.ops.azure.AzureStandIn;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The requests that make an environment, kept as files for people to read and review. Run a test
 * with {@code -Dfettle.golden=write} to write them anew after a change that is meant.
 */
final class GoldenRequests {
  private static final Path FOLDER = Path.of("src/test/resources/fettle/ops/provision/requests");
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(SerializationFeature.INDENT_OUTPUT)
          .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
          .build();

  private GoldenRequests() {}

  static void verify(List<AzureStandIn.Write> writes) throws IOException {
    Map<String, String> requests = new TreeMap<>();
    for (AzureStandIn.Write write : writes) {
      requests.merge(file(write), text(write), (first, second) -> first + second);
    }
    if ("write".equals(System.getProperty("fettle.golden"))) {
      Files.createDirectories(FOLDER);
      for (Map.Entry<String, String> request : requests.entrySet()) {
        Files.writeString(FOLDER.resolve(request.getKey()), request.getValue());
      }
    }
    Map<String, String> golden = new TreeMap<>();
    try (var files = Files.list(FOLDER)) {
      for (Path file : files.toList()) {
        golden.put(file.getFileName().toString(), Files.readString(file));
      }
    }
    assertThat(requests).isEqualTo(golden);
  }

  /** Named by provider, type and name; several writes of one resource are in one file. */
  private static String file(AzureStandIn.Write write) {
    String[] path = write.path().substring(1).split("/providers/");
    String[] parts = path[path.length - 1].split("/");
    String type = parts[parts.length - 2];
    return parts[0] + "-" + type + "-" + parts[parts.length - 1] + ".json";
  }

  private static String text(AzureStandIn.Write write) throws JsonProcessingException {
    ObjectNode body = write.body();
    Object sorted = JSON.treeToValue(body, Map.class);
    return write.method()
        + " "
        + write.path()
        + (write.query() == null ? "" : "?" + write.query())
        + "\n"
        + JSON.writeValueAsString(sorted)
            .replaceAll("etag-\\d+", "ETAG")
            .replaceAll("(Key\" : )\"[^\"]+\"", "$1\"RANDOM\"")
        + "\n";
  }
}
