package fettle.telemetry.machine;

import java.util.regex.Pattern;

/**
 * Which machines are meant, by their names: {@code *} stands for any characters, {@code ?} for one,
 * everything else for itself. Manifests of models name their machines so.
 */
public final class Glob {
  private final Pattern pattern;

  public Glob(String text) {
    StringBuilder regex = new StringBuilder();
    for (char c : text.toCharArray()) {
      switch (c) {
        case '*' -> regex.append(".*");
        case '?' -> regex.append('.');
        default -> regex.append(Pattern.quote(String.valueOf(c)));
      }
    }
    pattern = Pattern.compile(regex.toString());
  }

  public boolean matches(String name) {
    return pattern.matcher(name).matches();
  }
}
