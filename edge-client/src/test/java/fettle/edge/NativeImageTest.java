package fettle.edge;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.microsoft.azure.sdk.iot.device.ModuleClient;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.lang.reflect.Field;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.ResourceBundle;
import java.util.jar.JarFile;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/**
 * A native image has of its libraries what is named for it. No builder is needed to see that these
 * names are still those of the libraries at hand.
 */
class NativeImageTest {
  private static final String FOLDER = "/META-INF/native-image/fettle/edge-client/";

  private static JsonElement read(String file) throws IOException {
    try (InputStream in = NativeImageTest.class.getResourceAsStream(FOLDER + file);
        Reader reader = new InputStreamReader(Objects.requireNonNull(in), StandardCharsets.UTF_8)) {
      return JsonParser.parseReader(reader);
    }
  }

  private static List<JsonObject> reflected() throws IOException {
    JsonArray all = read("reflect-config.json").getAsJsonArray();
    return StreamSupport.stream(all.spliterator(), false)
        .map(JsonElement::getAsJsonObject)
        .toList();
  }

  private static List<String> reflectedNames() throws IOException {
    return reflected().stream().map(it -> it.get("name").getAsString()).toList();
  }

  @Test
  void everyClassAndMemberThatIsNamedIsThere() throws Exception {
    for (JsonObject each : reflected()) {
      if (each.has("condition")) {
        continue; // of another version of its library: Gson has the class from 2.14 on
      }
      Class<?> type = Class.forName(each.get("name").getAsString(), false, loader());
      assertThat(type.getDeclaredFields())
          .extracting(Field::getName)
          .containsAll(members(each, "fields"));
      if (!members(each, "methods").isEmpty()) {
        assertThat(type.getDeclaredConstructors())
            .as(type.getName())
            .anyMatch(constructor -> constructor.getParameterCount() == 0);
      }
    }
  }

  private static List<String> members(JsonObject type, String kind) {
    return type.has(kind)
        ? StreamSupport.stream(type.getAsJsonArray(kind).spliterator(), false)
            .map(member -> member.getAsJsonObject().get("name").getAsString())
            .toList()
        : List.of();
  }

  @Test
  void everyFormOfTheWorkloadApiIsNamed() throws Exception {
    String folder = "com/microsoft/azure/sdk/iot/device/hsm/parser/";
    try (JarFile sdk = new JarFile(sdk().toFile())) {
      List<String> forms =
          sdk.stream()
              .map(entry -> entry.getName())
              .filter(name -> name.startsWith(folder) && name.endsWith(".class"))
              .map(name -> name.substring(0, name.length() - ".class".length()).replace('/', '.'))
              .toList();

      assertThat(forms).isNotEmpty();
      assertThat(reflectedNames()).containsAll(forms);
    }
  }

  @Test
  void everyResourceThatIsNamedIsThere() throws Exception {
    for (JsonElement each :
        read("resource-config.json")
            .getAsJsonObject()
            .getAsJsonObject("resources")
            .getAsJsonArray("includes")) {
      String quoted = each.getAsJsonObject().get("pattern").getAsString();
      String name = quoted.substring("\\Q".length(), quoted.length() - "\\E".length());
      assertThat(loader().getResource(name)).as(name).isNotNull();
    }
    for (JsonElement each :
        read("resource-config.json").getAsJsonObject().getAsJsonArray("bundles")) {
      ResourceBundle.getBundle(each.getAsJsonObject().get("name").getAsString());
    }
  }

  @Test
  void classesThatAreInitializedAtRunTimeAreThere() throws Exception {
    try (InputStream in =
        NativeImageTest.class.getResourceAsStream(FOLDER + "native-image.properties")) {
      String text = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
      String names = text.substring(text.indexOf("--initialize-at-run-time=")).strip();
      for (String name : names.substring(names.indexOf('=') + 1).split(",")) {
        Class.forName(name, false, loader());
      }
    }
  }

  private static ClassLoader loader() {
    return NativeImageTest.class.getClassLoader();
  }

  private static Path sdk() throws URISyntaxException {
    return Path.of(ModuleClient.class.getProtectionDomain().getCodeSource().getLocation().toURI());
  }
}
