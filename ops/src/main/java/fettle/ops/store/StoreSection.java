package fettle.ops.store;

import fettle.ops.environment.Problems;
import fettle.ops.environment.Secret;
import fettle.ops.environment.Section;

/**
 * The section {@code store}; on this machine it is known without.
 *
 * @param redis where the URL of the environment's Redis is, as in {@code
 *     rediss://:PASSWORD@HOST:PORT}; left out, runs are not shown on the dashboard
 */
public record StoreSection(Secret redis) implements Section {
  public static final String NAME = "store";

  @Override
  public void check(Problems problems, String path) {
    // a reference to a secret checks itself, and the URL is read where it is used
  }
}
