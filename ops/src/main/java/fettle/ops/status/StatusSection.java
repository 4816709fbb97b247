package fettle.ops.status;

import fettle.ops.environment.Problems;
import fettle.ops.environment.Section;

/**
 * The section {@code status}.
 *
 * @param gateway address of a gateway, to be asked for its lag with {@code --target azure}; left
 *     out, none is asked
 */
public record StatusSection(String gateway) implements Section {
  static final String NAME = "status";

  @Override
  public void check(Problems problems, String path) {
    if (gateway != null) {
      problems.matches(
          path + ".gateway",
          gateway,
          "https?://[A-Za-z0-9.\\[\\]:-]+/?",
          "must be a gateway's address without a path, such as http://gateway.plant-a:8081");
    }
  }
}
