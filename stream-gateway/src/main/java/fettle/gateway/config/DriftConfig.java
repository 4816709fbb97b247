package fettle.gateway.config;

import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;

/** Drift. */
public interface DriftConfig {
  /**
   * Width of a window of event time, at whose end it is compared with its model's reference.
   * Shorter shows a shift sooner only where readings are many; less than the inference modules'
   * interval, and windows hold one message each.
   */
  @WithDefault("1h")
  Duration window();

  /** Finished windows of a machine and model whose sketches are kept, about 10 KB each. */
  @Min(1)
  @Max(1000)
  @WithDefault("2")
  int sketches();

  /** Finished windows whose values are kept for charts, about 400 bytes each. */
  @Min(1)
  @Max(10_000)
  @WithDefault("168")
  int course();

  /** Models of a machine that are remembered: during a deployment there are two. */
  @Min(1)
  @Max(16)
  @WithDefault("3")
  int models();

  /**
   * How often chance alone may make one comparison of a machine exceed its limits, all signals
   * together. Higher: shifts are seen with fewer readings, and false alarms come more often.
   */
  @WithDefault("0.01")
  @DecimalMin("0.000001")
  @DecimalMax("0.5")
  double falseAlarmRate();

  /** Population stability index that matters. Lower: shifts too small to harm are told. */
  @WithDefault("0.1")
  @DecimalMin("0")
  double leastPsi();

  /** Kolmogorov–Smirnov statistic that matters. */
  @WithDefault("0.1")
  @DecimalMin("0")
  double leastKs();

  /** Jensen–Shannon divergence, in bits, that matters. */
  @WithDefault("0.018")
  @DecimalMin("0")
  double leastJs();

  /** Comparisons in a row that must agree before a verdict changes. */
  @Min(1)
  @Max(100)
  @WithDefault("2")
  int inARow();

  /** Signals shown as gauges, four each; the rest is counted and in the store alone. */
  @Min(0)
  @WithDefault("2000")
  int gauges();
}
