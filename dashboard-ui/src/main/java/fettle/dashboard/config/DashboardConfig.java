package fettle.dashboard.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The dashboard's own settings. The store's address is under {@code quarkus.redis}. */
@ConfigMapping(prefix = "dashboard")
public interface DashboardConfig {

  /** Reading the store. */
  @Valid
  Store store();

  /** The live view. */
  @Valid
  Live live();

  /** Answers of the series API. */
  @Valid
  Series series();

  /** What is older than the store keeps. */
  @Valid
  Lake lake();

  /** Files to take along. */
  @Valid
  Export export();

  /** Links for people who do not sign in. */
  @Valid
  Links links();

  /** When a machine counts as online. */
  @Valid
  Presence presence();

  /** When a hop counts as slow. */
  @Valid
  Hops hops();

  /**
   * The score drawn as the threshold: from it on, the models that Fettle trains call a reading
   * anomalous. It only draws the line; which readings are anomalous was decided at the edge.
   */
  @DecimalMin("0")
  @DecimalMax("1")
  @WithDefault("0.5")
  double threshold();

  /** Units by signal: the name in lower case, with dashes for blanks. A wrong one misleads. */
  Map<String, String> units();

  /**
   * Further origins whose pages may open the live view, for a proxy that changes the host name.
   * Every page of such an origin can read all machines.
   */
  Optional<Set<String>> origins();

  /** Who may do what. The provider is under {@code quarkus.oidc}. */
  @Valid
  SignIn signIn();

  /** Sign-in. */
  interface SignIn {
    /** Names of roles or groups, as the provider has them, that may look at everything. */
    @NotEmpty
    @WithDefault("viewer")
    Set<String> viewers();

    /**
     * Names of those that may also label, acknowledge and ask for pipelines and of machines'
     * modules.
     */
    @NotEmpty
    @WithDefault("operator")
    Set<String> operators();

    /** Names of those that may also say what machines are called, and their limits. */
    @NotEmpty
    @WithDefault("admin")
    Set<String> admins();

    /** Whether {@code /q/metrics} is open, for a Prometheus that has no token. */
    @WithDefault("false")
    boolean openMetrics();

    /**
     * Lets the dashboard listen beyond loopback without a provider. Everybody who reaches it may
     * then do everything: only behind a proxy that signs people in.
     */
    @WithDefault("false")
    boolean everybodyIsAdmin();
  }

  /** Store. */
  interface Store {
    /** Time for one answer. Too short and a busy store looks away; too long and pages hang. */
    @WithDefault("5s")
    Duration timeout();

    /** How often all states are read again, besides being announced. */
    @WithDefault("30s")
    Duration reload();

    /**
     * How often the subscription has to answer; without an answer by the next time it is made anew.
     */
    @WithDefault("5s")
    Duration probe();

    /** First pause before a lost subscription is tried again; doubles up to the longest. */
    @WithDefault("200ms")
    Duration firstRetry();

    /** Longest pause before a lost subscription is tried again. */
    @WithDefault("5s")
    Duration longestRetry();
  }

  /** Live view. */
  interface Live {
    /** Viewers at once. Beyond it, a browser is told to come back later. */
    @Min(1)
    @WithDefault("2000")
    int viewers();

    /** Shortest time between two frames of a viewer. Shorter: smoother, and more CPU a viewer. */
    @WithDefault("200ms")
    Duration frameEvery();

    /**
     * A page that can show something before its socket is open waits so long for it. Longer: pages
     * come later while the store is slow.
     */
    @WithDefault("150ms")
    Duration firstFrameWithin();

    /** A viewer that neither acknowledged nor answered a ping for so long is gone. */
    @WithDefault("90s")
    Duration silence();

    /** Buckets in a viewer's chart at most. Fewer: coarser charts. More: larger frames. */
    @Min(100)
    @Max(20_000)
    @WithDefault("5000")
    int points();
  }

  /** Series. */
  interface Series {
    /** Buckets in one answer at most. */
    @Min(2)
    @WithDefault("100000")
    int points();

    /** Buckets times signals in one answer at most: what bounds its size, about 60 bytes each. */
    @Min(1)
    @WithDefault("1000000")
    int cells();
  }

  /** The lake. */
  interface Lake {
    /**
     * Folder of the lake's readings as Parquet, which a worker writes ({@code dataset.store}). Left
     * out, charts end where the store does.
     */
    Optional<Path> folder();

    /**
     * Instead of a folder, the container that a worker copies these files into ({@code
     * dataset.publish}): its address, {@code https://ACCOUNT.blob.core.windows.net/CONTAINER},
     * which is read with this process's identity in Azure; beside a connection string its name.
     */
    Optional<String> container();

    /** Connection string of the container's account; a secret, never logged. */
    Optional<String> connectionString();

    /**
     * Where copies of a container's files are kept; processes of one machine may share it. Left
     * out, in the folder for temporary files.
     */
    Optional<Path> cacheFolder();

    /**
     * Disk for those copies, in MB. What does not fit goes, the longest unused first, and is copied
     * again when it is needed; an answer that needs more than this fails.
     */
    @Min(16)
    @WithDefault("1024")
    int cacheMb();

    /** How old what is known of a container's files may be. Shorter: a request more often. */
    @WithDefault("30s")
    Duration refresh();

    /**
     * Memory for its database, outside of the heap, in MB. Too little, and it uses the disk or
     * fails; all of it comes on top of the process's own.
     */
    @Min(64)
    @WithDefault("256")
    int memoryMb();

    /** Disk, in the folder for temporary files, for what does not fit the memory, in MB. */
    @Min(1)
    @WithDefault("512")
    int spillMb();

    /** Queries at once, a thread each. More: one that takes long holds up fewer others. */
    @Min(1)
    @WithDefault("2")
    int queries();

    /** Queries that wait for a thread; beyond it people are told to try again. */
    @Min(1)
    @WithDefault("32")
    int waiting();

    /** Time for one answer, waiting included. Too short and long ranges of fast machines fail. */
    @WithDefault("20s")
    Duration timeout();
  }

  /** Files to take along. */
  interface Export {
    /** Rows of a file at most. More: longer downloads, and more of the disk for Parquet. */
    @Min(1)
    @WithDefault("2000000")
    long rows();

    /**
     * Parquet files made at once, each on the disk while it is sent: some 100 MB a million rows.
     */
    @Min(1)
    @WithDefault("2")
    int files();

    /** Time for making one Parquet file of its rows. */
    @WithDefault("2m")
    Duration timeout();
  }

  /** Links for people who do not sign in. */
  interface Links {
    /**
     * Keys that links are signed with, of 32 characters or more, the same for all replicas: the
     * first signs, all are known. A new one in front of an old one leaves earlier links as they
     * are; the old one taken away ends them. Left out, no links are made.
     */
    Optional<List<@Size(min = 32) String>> keys();

    /** Days after which a link ends at the latest. */
    @Min(1)
    @WithDefault("30")
    int days();

    /**
     * Sites whose pages may show a link's chart in a frame, such as {@code
     * https://intranet.example}. Left out, none may.
     */
    Optional<Set<@Pattern(regexp = "https?://[A-Za-z0-9.*:\\[\\]-]+") String>> embedIn();
  }

  /** Presence. */
  interface Presence {
    /** Silence that is always forgiven, besides two of the machine's own intervals. */
    @WithDefault("3s")
    Duration slack();

    /** Silence that is forgiven while the machine's own interval is not known. */
    @WithDefault("60s")
    Duration unknown();
  }

  /** Hops. */
  interface Hops {
    /** Lag from which a hop is slow; the first one is forgiven the machine's own batch besides. */
    @WithDefault("5s")
    Duration slow();

    /**
     * Silence of a gateway, which gives a sign of life every second, before that is said. Shorter
     * than the gateway's handover of a partition, and every restart is said.
     */
    @WithDefault("10s")
    Duration gateway();

    /** How far a clock may be ahead before that is said. */
    @WithDefault("1s")
    Duration clock();
  }
}
