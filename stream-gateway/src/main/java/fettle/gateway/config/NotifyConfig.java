package fettle.gateway.config;

import fettle.gateway.notify.Event;
import fettle.telemetry.alarm.Alarm.Kind;
import fettle.telemetry.alarm.Alarm.Severity;
import io.smallrye.config.WithDefault;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Notifications. */
public interface NotifyConfig {
  /** By name: 1 to 40 of a-z, 0-9 and -. */
  Map<String, @Valid Endpoint> endpoints();

  /** Where the dashboard is found, for links, such as https://fettle.example. */
  Optional<String> dashboard();

  /** Time for one attempt. Shorter than the endpoint takes, and it is told twice. */
  @WithDefault("10s")
  Duration timeout();

  /** First pause after a failure; doubles up to {@link #longestRetry()}. */
  @WithDefault("1s")
  Duration firstRetry();

  /** Longest pause, also when an endpoint asks for a longer one. */
  @WithDefault("5m")
  Duration longestRetry();

  /** Age at which a notification is let go of. Longer: old news after an outage. */
  @WithDefault("24h")
  Duration giveUpAfter();

  /** Notifications that may wait for an endpoint; beyond it the oldest are let go of. */
  @Min(1)
  @Max(100_000)
  @WithDefault("1000")
  int pending();

  /** One who is told. */
  interface Endpoint {
    /** What it is. */
    EndpointType type();

    /**
     * Of a webhook or a Teams workflow: https, or http to this machine. May hold a secret, and is
     * never logged.
     */
    Optional<String> url();

    /** Of a webhook, to sign messages with: whsec_ and 24 to 64 bytes in Base64. Never logged. */
    Optional<String> secret();

    /** Of mail. The server is under {@code quarkus.mailer}. */
    Optional<List<String>> to();

    /** What it is told of. */
    @WithDefault("raised,cleared")
    Set<Event.Type> events();

    /** Kinds of alarms. */
    @WithDefault("anomaly,offline,flatline,limit")
    Set<Kind> kinds();

    /** The least that it is told of. */
    @WithDefault("info")
    Severity severity();

    /** Sites whose machines; all, also those of no site, when left out. */
    Optional<Set<String>> sites();

    /** Whether it is told of the hub's quota and throttling, which concern all sites. */
    @WithDefault("true")
    boolean hub();
  }

  /** What an endpoint is. */
  enum EndpointType {
    /** Takes CloudEvents. */
    WEBHOOK,
    /** Takes messages with an Adaptive Card, as a Teams workflow does. */
    TEAMS,
    /** Takes mail. */
    MAIL;

    /** The name in settings and metrics. */
    public String wire() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
