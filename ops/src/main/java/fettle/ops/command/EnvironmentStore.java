package fettle.ops.command;

import fettle.ops.environment.EnvironmentFile;
import fettle.ops.environment.Secret;
import fettle.ops.local.DetachedRuntime;
import fettle.ops.local.LocalSection;
import fettle.ops.local.LocalSettings;
import fettle.ops.store.PipelineStore;
import fettle.ops.store.StoreSection;
import java.util.Optional;
import java.util.function.Supplier;

/** Finds the store that an environment's dashboard reads. */
public final class EnvironmentStore {
  private EnvironmentStore() {}

  /**
   * Where runs are shown, each time it is asked: on this machine as long as a system runs there, in
   * the cloud what the section {@code store} names. Closing it is up to whoever asks.
   *
   * @throws fettle.ops.Failure when the section names a store that cannot be one
   */
  public static Supplier<Optional<PipelineStore>> of(
      PipelineOptions options, EnvironmentFile environment) {
    return switch (options.target()) {
      case LOCAL -> ofThisMachine(LocalSection.settings(options.folder(environment), environment));
      case AZURE -> {
        Secret redis = environment.section(StoreSection.NAME, StoreSection.class).redis();
        Optional<String> url =
            Optional.ofNullable(redis).map(secret -> secret.read(options.redaction()));
        url.ifPresent(PipelineStore::check);
        yield () -> url.map(PipelineStore::new);
      }
    };
  }

  private static Supplier<Optional<PipelineStore>> ofThisMachine(LocalSettings settings) {
    return () ->
        new DetachedRuntime(settings)
            .running()
            .map(state -> new PipelineStore(state.settings().redisUrl()));
  }
}
