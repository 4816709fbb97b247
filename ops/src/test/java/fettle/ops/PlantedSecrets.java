package fettle.ops;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Secrets that a test has planted, and a look for them in everything that a run leaves. */
public final class PlantedSecrets {
  private static final int LONG_LINE = 24;

  /** By name: a finding must not print the secret either. */
  private final Map<String, Set<String>> forms = new LinkedHashMap<>();

  /** Remembers one, and gives it back. */
  public String plant(String name, String secret) {
    forms.put(name, formsOf(secret));
    return secret;
  }

  /** As it is, in a URL, in JSON, in base64; of many lines, also each alone. */
  private static Set<String> formsOf(String secret) {
    byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
    Set<String> forms = new LinkedHashSet<>();
    forms.add(secret);
    forms.add(URLEncoder.encode(secret, StandardCharsets.UTF_8));
    forms.add(URLEncoder.encode(secret, StandardCharsets.UTF_8).replace("+", "%20"));
    forms.add(new String(JsonStringEncoder.getInstance().quoteAsString(secret)));
    forms.add(Base64.getEncoder().encodeToString(bytes));
    forms.add(Base64.getEncoder().withoutPadding().encodeToString(bytes));
    forms.add(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    secret
        .lines()
        .filter(line -> line.length() >= LONG_LINE && !line.startsWith("-----"))
        .forEach(forms::add);
    return forms;
  }

  /** Nothing that was printed shows one. */
  public void verifyPrinted(String... printed) {
    for (String text : printed) {
      assertThat(foundIn(text)).as("printed: %s", text).isEmpty();
    }
  }

  /** Nothing that runs of the program printed shows one. */
  public void verifyPrinted(Cli... runs) {
    for (Cli run : runs) {
      verifyPrinted(run.out(), run.err());
    }
  }

  /**
   * No file of the folder shows one, but for those whose purpose it is to hold one, which only
   * their owner may read.
   *
   * @param holders by their exact path, each of which has to be there
   */
  public void verifyFiles(Path folder, Path... holders) throws IOException {
    List<Path> excepted = List.of(holders);
    excepted.forEach(PlantedSecrets::verifyPrivate);
    try (Stream<Path> tree = Files.walk(folder)) {
      for (Path file : tree.filter(Files::isRegularFile).toList()) {
        if (!excepted.contains(file)) {
          String content = Files.readString(file, StandardCharsets.ISO_8859_1);
          assertThat(foundIn(content)).as("in %s", file).isEmpty();
        }
      }
    }
  }

  private static void verifyPrivate(Path holder) {
    assertThat(holder).isRegularFile();
    try {
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(holder)))
          .as("%s", holder)
          .isEqualTo("rw-------");
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private List<String> foundIn(String text) {
    List<String> found = new ArrayList<>();
    forms.forEach(
        (name, each) -> {
          if (each.stream().anyMatch(text::contains)) {
            found.add(name);
          }
        });
    return found;
  }
}
