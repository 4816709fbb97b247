package fettle.dashboard.language;

import static org.assertj.core.api.Assertions.assertThat;

import fettle.telemetry.command.Phrase;
import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;
import java.io.IOException;
import java.io.Reader;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each text is there in each language, and none stands in a template or a script itself. */
class TextsTest {
  private static final Path RESOURCES = Path.of("src/main/resources");
  private static final Path SCRIPTS = RESOURCES.resolve("web/app");

  /** What is the same in every language: names, commands, keys, formats. */
  private static final Set<String> NO_TEXT =
      Set.of("Fettle", "./fettle demo", "/api/machines", "API", "CSV", "Parquet", "JSON", "L", "B");

  private static final Set<String> KEYS = Set.of("Escape", "End", "Home", "Enter", "Tab");

  private static final Pattern BRACES = Pattern.compile("\\{(\\w+)}");
  private static final Pattern ATTRIBUTE =
      Pattern.compile("\\s(?:aria-label|title|placeholder|alt)=\"([^\"]*)\"");

  /** A key in a script: whole, or its beginning up to the part that is only known later. */
  private static final Pattern KEY =
      Pattern.compile("(?:word|counted)\\((?:'([\\w.]+)'|`([\\w.]+)\\$\\{)");

  private static final Pattern LITERAL =
      Pattern.compile("'((?:[^'\\\\\\n]|\\\\.)*)'|`((?:[^`\\\\]|\\\\.)*)`");

  @Test
  void everyWordOfAScriptIsInEveryLanguageWithTheSameValues() {
    Map<String, Set<String>> english = values(Words.in(Language.ENGLISH).texts());

    for (Language language : Language.values()) {
      assertThat(values(Words.in(language).texts())).as(language.tag()).isEqualTo(english);
    }
  }

  @Test
  void whatIsSaidOfACommandIsInEnglishAsTheGatewayHasIt() {
    Map<String, String> texts = Words.in(Language.ENGLISH).texts();

    for (Phrase phrase : Phrase.values()) {
      assertThat(texts).containsEntry("said." + phrase.wire(), phrase.english());
    }
  }

  @ParameterizedTest
  @MethodSource
  void everyTextOfAPageIsInGermanWithTheSameValues(String bundle) throws Exception {
    Class<?> texts = Class.forName(Words.class.getPackageName() + "." + bundle);
    String name = texts.getAnnotation(MessageBundle.class).value();
    Map<String, String> english =
        Arrays.stream(texts.getDeclaredMethods())
            .collect(
                Collectors.toMap(
                    Method::getName, method -> method.getAnnotation(Message.class).value()));

    assertThat(values(german(name))).isEqualTo(values(english));
  }

  static List<String> everyTextOfAPageIsInGermanWithTheSameValues() throws IOException {
    return below(Path.of("src/main/java/fettle/dashboard/language"), "Text.java").stream()
        .map(file -> file.getFileName().toString().replace(".java", ""))
        .toList();
  }

  @Test
  void noTemplateHasATextOfItsOwn() throws IOException {
    List<String> texts = new ArrayList<>();
    for (Path template : below(RESOURCES.resolve("templates"), ".html")) {
      String html = withoutExpressions(Files.readString(template));
      Stream<String> attributes = ATTRIBUTE.matcher(html).results().map(found -> found.group(1));
      Stream<String> between = Arrays.stream(html.replaceAll("<[^>]*>", "\n").split("\n"));
      Stream.concat(attributes, between)
          .map(
              text ->
                  text.replaceAll("^[\\s·+−–]+|[\\s·.+−–,/]+$", "").replaceAll("^Fettle · ", ""))
          .filter(text -> text.matches(".*\\p{L}.*") && !NO_TEXT.contains(text))
          .forEach(text -> texts.add(template.getFileName() + ": " + text));
    }

    assertThat(texts).isEmpty();
  }

  @Test
  void noScriptHasATextOfItsOwn() throws IOException {
    List<String> texts = new ArrayList<>();
    for (Path script : below(SCRIPTS, ".js")) {
      String code = code(script);
      LITERAL
          .matcher(code)
          .results()
          .map(TextsTest::literal)
          .filter(TextsTest::readsAsText)
          .forEach(text -> texts.add(SCRIPTS.relativize(script) + ": " + text));
    }

    assertThat(texts).isEmpty();
  }

  @Test
  void everyKeyThatAScriptNamesIsThereAndEveryKeyIsNamed() throws IOException {
    Set<String> known = Words.in(Language.ENGLISH).texts().keySet();
    Set<String> unused = new TreeSet<>(known);
    List<String> missing = new ArrayList<>();
    StringBuilder all = new StringBuilder();
    for (Path script : below(SCRIPTS, ".js")) {
      all.append(code(script));
    }
    for (MatchResult found : KEY.matcher(all).results().toList()) {
      boolean isWhole = found.group(1) != null;
      String named = isWhole ? found.group(1) : found.group(2);
      List<String> meant =
          known.stream()
              .filter(key -> isWhole ? isKey(key, named) : key.startsWith(named))
              .toList();
      if (meant.isEmpty()) {
        missing.add(named);
      }
      meant.forEach(unused::remove);
    }
    // some are chosen among, or kept in a table, before they are said
    unused.removeIf(key -> all.indexOf("'" + key + "'") >= 0);

    assertThat(missing).isEmpty();
    assertThat(unused).isEmpty();
  }

  private static boolean isKey(String key, String named) {
    return key.equals(named) || key.equals(named + ".one") || key.equals(named + ".other");
  }

  private static Map<String, Set<String>> values(Map<String, String> texts) {
    Map<String, Set<String>> values = new TreeMap<>();
    texts.forEach(
        (key, text) ->
            values.put(
                key,
                BRACES
                    .matcher(text)
                    .results()
                    .map(found -> found.group(1))
                    .collect(Collectors.toCollection(TreeSet::new))));
    return values;
  }

  private static Map<String, String> german(String bundle) throws IOException {
    Properties read = new Properties();
    try (Reader file =
        Files.newBufferedReader(RESOURCES.resolve("messages/%s_de.properties".formatted(bundle)))) {
      read.load(file);
    }
    return read.stringPropertyNames().stream()
        .collect(Collectors.toMap(key -> key, read::getProperty));
  }

  private static List<Path> below(Path folder, String ending) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(file -> file.toString().endsWith(ending)).sorted().toList();
    }
  }

  private static String withoutExpressions(String template) {
    return template.replaceAll("(?s)<!--.*?-->", "").replaceAll("\\{[^{}]*}", "");
  }

  private static String code(Path script) throws IOException {
    return Files.readString(script)
        .replaceAll("(?s)/\\*.*?\\*/", "")
        .replaceAll("(?m)(^|\\s)//.*$", "")
        .replaceAll("(?m)^import .*$", "")
        // for those who read the console
        .replaceAll("(?m)(new Error|console\\.\\w+)\\((`[^`]*`|'[^']*')", "");
  }

  private static String literal(MatchResult found) {
    return found.group(1) != null ? found.group(1) : found.group(2);
  }

  /** Two words in a row, or one that begins with a capital and is no key of a keyboard. */
  private static boolean readsAsText(String literal) {
    String said = literal.replaceAll("\\$\\{[^{}]*}", "");
    boolean isSentence =
        said.matches("(?s).*\\p{L}{2,} \\p{L}{2,}.*") && !said.matches("[.#]?[a-z-]+( [a-z-]+)*");
    return isSentence || (said.matches("\\p{Lu}\\p{Ll}{2,}") && !KEYS.contains(said));
  }
}
