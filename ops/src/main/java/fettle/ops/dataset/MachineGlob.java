package fettle.ops.dataset;

import fettle.telemetry.MachineId;
import java.util.regex.Pattern;

/**
 * Which machines: {@code *} for any characters, {@code ?} for one. With a slash it is matched
 * against device and machine ({@code line-1/*}), without one against the machine alone.
 */
record MachineGlob(String text) {

  boolean matches(MachineId machine) {
    String name = text.indexOf('/') < 0 ? machine.machine() : machine.toString();
    return pattern().matcher(name).matches();
  }

  private Pattern pattern() {
    StringBuilder pattern = new StringBuilder();
    for (char c : text.toCharArray()) {
      pattern.append(c == '*' ? ".*" : c == '?' ? "." : Pattern.quote(String.valueOf(c)));
    }
    return Pattern.compile(pattern.toString());
  }

  @Override
  public String toString() {
    return text;
  }
}
