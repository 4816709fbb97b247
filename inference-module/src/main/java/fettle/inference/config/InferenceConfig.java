package fettle.inference.config;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;

/**
 * Settings of the inference module; which models to use is in its twin, not here. {@link
 * InferenceBounds} holds them against their bounds.
 */
@ConfigMapping(prefix = "inference")
public interface InferenceConfig {

  Input input();

  Window window();

  Score score();

  Models models();

  Report report();

  Send send();

  Sketch sketch();

  /** What is taken for a message. */
  interface Input {

    /** The machine to name in readings of the flat form, which carry no name. */
    @WithDefault("machine-01")
    String flatMachine();

    /** A longer body is rejected. The hub takes no more than the default. */
    @WithDefault("256K")
    MemorySize maxBytes();

    /** More signals are rejected. Higher costs memory for each machine. */
    @WithDefault("256")
    int maxSignals();

    /** More readings in one message are rejected. Higher delays the messages behind it. */
    @WithDefault("10000")
    int maxReadings();
  }

  /** Windows, in units of the model's expected sampling interval. */
  interface Window {

    /**
     * Machines remembered. Too low, and machines that take turns are forgotten before their window
     * is full: the metric {@code fettle.inference.machines.evicted} rises. Each costs about 2·W·F·4
     * bytes.
     */
    @WithDefault("1000")
    int maxMachines();

    /**
     * A pause longer than so many intervals empties the window. Too low, and a late batch costs W
     * scores; too high, and a window mixes two states of the machine.
     */
    @WithDefault("10")
    int maxGapIntervals();

    /** A missing value is filled with the one before it, at most so many intervals old. */
    @WithDefault("5")
    int maxHoldIntervals();
  }

  /** How scores are written. */
  interface Score {

    /**
     * Contributions are sent for readings whose score is at least this. Lower costs message size: a
     * share takes about as much as a reading.
     */
    @WithDefault("0.5")
    double contributionFrom();

    /** Digits of a score after the point. */
    @WithDefault("4")
    int digits();
  }

  /** Fetching and loading models. */
  interface Models {

    /** Where fetched models are kept for a restart without the models' place. */
    @WithDefault("model-cache")
    Path cacheFolder();

    /** A larger manifest is refused. */
    @WithDefault("1M")
    MemorySize maxManifestSize();

    /** A larger model is refused; while models change, two sets are in memory. */
    @WithDefault("64M")
    MemorySize maxModelSize();

    /** A manifest with more models is refused. */
    @WithDefault("1000")
    int maxModels();

    /** A model whose window has more values (readings times signals) is refused. */
    @WithDefault("1000000")
    int maxWindowValues();

    /** For one download as a whole. */
    @WithDefault("60s")
    Duration timeout();

    /** How often a place that could not be reached is tried again. */
    @WithDefault("30s")
    Duration retry();
  }

  /** What is reported in the twin. */
  interface Report {

    /** Changes are reported at most this often; each costs a twin update of the hub's quota. */
    @WithDefault("2s")
    Duration interval();

    /** Machines with counters of their own; a twin holds 32 KB. */
    @WithDefault("100")
    int maxMachines();
  }

  /** Sketches of what models see and say, for drift. */
  interface Sketch {

    /**
     * How often a machine's sketches are sent, unless its twin says otherwise ({@code
     * sketch.everySeconds}); 0 = nothing is sketched. Shorter costs messages of the hub's quota,
     * about 7 KB each for 8 signals; longer than the gateway's window, and windows stay empty.
     */
    @WithDefault("5m")
    Duration every();

    /**
     * How often it is looked which are due, and what was not acknowledged is sent again. Longer:
     * messages leave later than they might.
     */
    @WithDefault("2s")
    Duration tick();

    /**
     * A model's reference, about 5 KB for 8 signals, comes along with every so many messages of a
     * machine, besides the first. Higher: a gateway that has lost its store waits longer for it.
     */
    @WithDefault("12")
    int referenceEvery();

    /**
     * Messages kept while the hub is away, about 12 KB each. Beyond it the oldest are thrown away:
     * the metric {@code fettle.inference.sketches.dropped} rises.
     */
    @WithDefault("500")
    int maxWaiting();
  }

  /** Messages on their way out. */
  interface Send {

    /**
     * A batch is given back to the hub when its scores are not acknowledged by then. The hub
     * delivers a message again after 30 s, so longer only makes repeats.
     */
    @WithDefault("25s")
    Duration timeout();
  }
}
