package fettle.edge;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonParser;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JsonTreeTest {
  @Test
  void jsonBecomesPlainValues() {
    Object plain =
        JsonTree.plain(
            JsonParser.parseString(
                "{\"a\":1,\"b\":1.5,\"c\":[true,null,\"x\"],\"d\":{\"e\":1e3},\"f\":null}"));

    Map<String, Object> expected = new HashMap<>();
    expected.put("a", 1L);
    expected.put("b", 1.5);
    expected.put("c", Arrays.asList(true, null, "x"));
    expected.put("d", Map.of("e", 1000L));
    expected.put("f", null);
    assertThat(plain).isEqualTo(expected);
  }

  @Test
  void patchMergesObjectsAndReplacesTheRest() {
    Map<String, Object> merged =
        JsonTree.merge(
            Map.of("batch", Map.of("size", 10L, "flushMs", 1000L), "list", List.of(1L)),
            Map.of("batch", Map.of("size", 20L), "list", List.of(2L)));

    assertThat(merged)
        .isEqualTo(Map.of("batch", Map.of("size", 20L, "flushMs", 1000L), "list", List.of(2L)));
  }

  @Test
  void nullInAPatchRemovesTheKey() {
    Map<String, Object> patch = new HashMap<>();
    patch.put("size", null);

    assertThat(JsonTree.merge(Map.of("size", 10L, "flushMs", 1000L), patch))
        .isEqualTo(Map.of("flushMs", 1000L));
  }

  @Test
  void desiredPropertiesAreFoundByPath() {
    DesiredProperties desired =
        new DesiredProperties(3, Map.of("sampling", Map.of("intervalMs", 100L)));

    assertThat(desired.at("sampling", "intervalMs")).contains(100L);
    assertThat(desired.at("sampling", "intervalMs", "deeper")).isEmpty();
    assertThat(desired.at("batch")).isEmpty();
  }
}
