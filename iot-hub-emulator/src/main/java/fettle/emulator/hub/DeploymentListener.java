package fettle.emulator.hub;

/** Hears of deployments that are applied to an edge device. */
@FunctionalInterface
public interface DeploymentListener {

  /**
   * Called before anything is changed.
   *
   * @throws IllegalArgumentException naming the offender, when the deployment cannot be used (a
   *     route that does not parse); the caller then answers 400 and the former deployment stays
   */
  default void check(String deviceId, Deployment deployment) {}

  /**
   * Called after the module identities exist and the desired properties are set, and once at start
   * for each device with a stored deployment.
   */
  void apply(String deviceId, Deployment deployment);
}
