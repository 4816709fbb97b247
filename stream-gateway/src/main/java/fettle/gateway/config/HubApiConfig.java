package fettle.gateway.config;

import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** The hub's service API. */
public interface HubApiConfig {
  /**
   * Signs in with the key of a policy that may connect to services and write the registry; a
   * secret. Has the host besides.
   */
  Optional<String> connectionString();

  /**
   * The hub, such as {@code plant-a.azure-devices.net}, to be signed in to with this process's
   * identity in Azure, which needs the role IoT Hub Data Contributor.
   */
  Optional<String> host();

  /** PEM of those who may vouch for the hub; the platform's when left out. */
  Optional<Path> trust();

  /**
   * Whether the hub is asked over TLS, as Azure's wants. {@code false} only for an emulator on a
   * network of its own, such as a cluster's, and with a connection string.
   */
  @WithDefault("true")
  boolean tls();

  /** The module that reads machines: its twin has the settings, names and limits. */
  @NotBlank
  @WithDefault("sensor")
  String reader();

  /** The module that scores readings: its twin has the models. */
  @NotBlank
  @WithDefault("inference")
  String scorer();

  /** Commands that this process executes at once. More: more of the hub's quota at once. */
  @Min(1)
  @Max(64)
  @WithDefault("4")
  int commands();

  /**
   * How often all twins are read. Shorter: changes that others made at the hub are seen sooner, and
   * more of the hub's quota of queries is used.
   */
  @WithDefault("60s")
  Duration readEvery();

  /**
   * Pause between two pages of 100 twins. A unit of S1 answers 20 queries a minute: shorter than 3
   * s, and the hub refuses some.
   */
  @WithDefault("4s")
  Duration pageEvery();
}
