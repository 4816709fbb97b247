package fettle.inference.model;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnxruntime.OrtEnvironment;
import com.google.gson.JsonParser;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class NativeImageTest {
  private static final String CONFIG =
      "/META-INF/native-image/fettle/inference-module/jni-config.json";

  /** A class as native code asks for it: a text of its own, and no part of a signature. */
  private static final Pattern ASKED_FOR = Pattern.compile("\0(ai/onnxruntime/\\w+)\0");

  /** One that is missing ends a native executable with a segmentation fault. */
  @Test
  void everyClassThatOnnxRuntimesNativeCodeAsksForIsNamed() throws Exception {
    for (String platform : Set.of("linux-x64", "linux-aarch64")) {
      Set<String> asked = askedFor(platform);

      assertThat(asked).as(platform).contains("ai.onnxruntime.OnnxTensor");
      assertThat(named()).as(platform).containsAll(asked);
    }
  }

  @Test
  void everyClassThatIsNamedIsThere() throws Exception {
    for (String name : named()) {
      Class.forName(name, false, NativeImageTest.class.getClassLoader());
    }
  }

  private static Set<String> askedFor(String platform) throws Exception {
    String library = "/ai/onnxruntime/native/" + platform + "/libonnxruntime4j_jni.so";
    try (InputStream in = OrtEnvironment.class.getResourceAsStream(library)) {
      String code =
          new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.ISO_8859_1);
      // texts may share the zero between them
      return ASKED_FOR
          .matcher(code.replace("\0", "\0\0"))
          .results()
          .map((MatchResult it) -> it.group(1).replace('/', '.'))
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }

  private static Set<String> named() throws Exception {
    try (InputStream in = NativeImageTest.class.getResourceAsStream(CONFIG);
        Reader reader = new InputStreamReader(Objects.requireNonNull(in), StandardCharsets.UTF_8)) {
      Set<String> names = new TreeSet<>();
      JsonParser.parseReader(reader)
          .getAsJsonArray()
          .forEach(each -> names.add(each.getAsJsonObject().get("name").getAsString()));
      return names;
    }
  }
}
