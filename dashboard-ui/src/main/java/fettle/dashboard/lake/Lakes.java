package fettle.dashboard.lake;

import fettle.dashboard.config.DashboardConfig;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;

/** The lake that the settings name, if they do. */
@ApplicationScoped
class Lakes {
  private static final String ADDRESS = "https://[^/]+/[a-z0-9-]{3,63}/?";
  private static final String NAME = "[a-z0-9-]{3,63}";

  private final Optional<Lake> lake;

  Lakes(DashboardConfig config, InstantSource clock, MeterRegistry registry) {
    this.lake = lake(config.lake(), clock, registry);
  }

  /** Empty where there is none. */
  Optional<Lake> lake() {
    return lake;
  }

  /** What is wrong with the settings is said before the server listens. */
  void starting(@Observes StartupEvent event) {}

  private static Optional<Lake> lake(
      DashboardConfig.Lake config, InstantSource clock, MeterRegistry registry) {
    if (config.container().isEmpty()) {
      return config.folder().map(LakeFolder::new);
    }
    if (config.folder().isPresent()) {
      throw new ConfigurationException(
          "dashboard.lake.folder and dashboard.lake.container name two lakes; leave one out");
    }
    Path folder =
        config
            .cacheFolder()
            .orElseGet(() -> Path.of(System.getProperty("java.io.tmpdir"), "fettle-lake-cache"));
    return Optional.of(
        new LakeContainer(
            blobs(config),
            new FileCache(folder, (long) config.cacheMb() << 20, clock, registry),
            config.refresh(),
            clock));
  }

  private static Blobs blobs(DashboardConfig.Lake config) {
    String container = config.container().orElseThrow();
    if (config.connectionString().isPresent()) {
      require(container, NAME, "must be the container's name beside a connection string");
      return ContainerBlobs.of(config.connectionString().get(), container);
    }
    require(
        container,
        ADDRESS,
        "must be its address, such as https://ACCOUNT.blob.core.windows.net/CONTAINER");
    return ContainerBlobs.at(container);
  }

  private static void require(String container, String form, String rule) {
    if (!container.matches(form)) {
      throw new ConfigurationException("dashboard.lake.container=%s %s".formatted(container, rule));
    }
  }
}
