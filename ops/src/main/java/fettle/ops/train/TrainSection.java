package fettle.ops.train;

import fettle.ops.environment.Problems;
import fettle.ops.environment.Section;
import fettle.ops.image.ImageSettings;
import fettle.ops.train.algorithm.Algorithm;
import fettle.ops.train.azure.AzureMlSettings;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;

/**
 * The section {@code train} of an environment file. An option on the command line goes before it.
 *
 * @param from recordings to learn from, or folders of them, relative to the environment file; left
 *     out: history of simulated pumps with {@code --target local}, an error with {@code azure}
 * @param name of the model; left out: {@code machine}, or {@code pump} for simulated history
 * @param trainer how to learn, as {@code --trainer} calls it; left out: {@code pca}
 * @param machinePattern glob of the machines that the model is for; left out: all, or {@code
 *     pump-*} for simulated history
 * @param perMachine one model a recording, for the machine that the file is named after
 * @param window readings in a window; a long one smooths more and sees short faults later; left
 *     out: the trainer's own
 * @param healthyRows learn from so many first rows of each recording
 * @param healthyFraction learn from this share of each recording's rows, above 0 and up to 1
 * @param holdOut newest share of each recording that is not learned from, to compare models by, up
 *     to 0.5; more makes the comparison surer and teaches less; left out: 0.2, or 0 where other
 *     options or a data set leave newer rows
 * @param exclude columns that are no signals
 * @param zone of times that name none
 * @param intervalMs spacing of the rows of recordings without times
 * @param timeLimit of a training job, ISO 8601: it is ended when it runs longer
 * @param workspace of Azure ML, its resource id, for {@code --target azure}; left out, the one that
 *     was provisioned, as with {@code compute}
 * @param compute cluster in that workspace that runs the job
 * @param image of Fettle's ops program, with its registry, for {@code --target azure}; left out,
 *     the program's own build is made one and pushed
 * @param platforms of the image that is made; left out {@code linux/amd64}, which Azure ML needs
 */
public record TrainSection(
    List<String> from,
    String name,
    String trainer,
    String machinePattern,
    Boolean perMachine,
    Integer window,
    Integer healthyRows,
    Double healthyFraction,
    Double holdOut,
    Set<String> exclude,
    String zone,
    Long intervalMs,
    String timeLimit,
    String workspace,
    String compute,
    String image,
    List<String> platforms)
    implements Section {

  /** Names that Azure ML takes for models, data sets and jobs, short enough to be added to. */
  static final String NAME = "[A-Za-z0-9][A-Za-z0-9_-]{0,63}";

  static final String NAME_RULE =
      "must be 1 to 64 letters, digits, _ and -, with a letter or digit first";

  private static final String COMPUTE = "[A-Za-z][A-Za-z0-9-]{1,31}";
  private static final int MOST_RECORDINGS = 10_000;
  private static final Duration LONGEST = Duration.ofDays(7);

  public TrainSection {
    from = from == null ? List.of() : List.copyOf(from);
    perMachine = perMachine != null && perMachine;
    trainer = trainer == null ? Algorithm.PCA.toString() : trainer;
    exclude = exclude == null ? Set.of() : exclude;
    zone = zone == null ? "UTC" : zone;
    intervalMs = intervalMs == null ? 0 : intervalMs;
    timeLimit = timeLimit == null ? "PT1H" : timeLimit;
    platforms = platforms == null ? List.of("linux/amd64") : List.copyOf(platforms);
  }

  @Override
  public void check(Problems problems, String path) {
    problems.within(path + ".from (how many)", from.size(), 0, MOST_RECORDINGS);
    for (int i = 0; i < from.size(); i++) {
      problems.require(
          !from.get(i).isBlank(), path + ".from[" + i + "]", from.get(i), "must not be empty");
    }
    if (name != null) {
      problems.matches(path + ".name", name, NAME, NAME_RULE);
    }
    if (machinePattern != null) {
      problems.require(
          !machinePattern.isBlank(), path + ".machinePattern", machinePattern, "must not be empty");
    }
    problems.require(
        Algorithm.of(trainer).isPresent(),
        path + ".trainer",
        trainer,
        "must be one of " + String.join(", ", Algorithm.names()));
    if (window != null) {
      problems.within(path + ".window", window, 1, 1000);
    }
    problems.within(path + ".intervalMs", intervalMs, 0, 86_400_000);
    checkHealthyPart(problems, path);
    checkHoldOut(problems, path);
    problems.require(isZone(zone), path + ".zone", zone, "must be a time zone such as UTC");
    problems.require(
        isTimeLimit(timeLimit),
        path + ".timeLimit",
        timeLimit,
        "must be a duration such as PT1H, at most P7D");
    if (workspace != null) {
      problems.matches(
          path + ".workspace",
          workspace,
          AzureMlSettings.WORKSPACE,
          "must be a workspace's resource id, /subscriptions/…/resourceGroups/…"
              + "/providers/Microsoft.MachineLearningServices/workspaces/NAME");
    }
    if (compute != null) {
      problems.matches(
          path + ".compute", compute, COMPUTE, "must be 2 to 32 letters, digits and dashes");
    }
    ImageSettings.checkReference(problems, path + ".image", image);
    ImageSettings.checkPlatforms(problems, path + ".platforms", platforms);
  }

  Algorithm algorithm() {
    return Algorithm.of(trainer).orElseThrow();
  }

  private void checkHealthyPart(Problems problems, String path) {
    if (healthyRows != null) {
      problems.within(path + ".healthyRows", healthyRows, 1, Integer.MAX_VALUE);
      problems.require(
          healthyFraction == null,
          path + ".healthyRows",
          healthyRows,
          "excludes " + path + ".healthyFraction");
    }
    if (healthyFraction != null) {
      problems.require(
          healthyFraction > 0 && healthyFraction <= 1,
          path + ".healthyFraction",
          healthyFraction,
          "must be above 0 and at most 1");
    }
  }

  private void checkHoldOut(Problems problems, String path) {
    if (holdOut != null) {
      String place = path + ".holdOut";
      problems.require(
          holdOut >= 0 && holdOut <= ModelOptions.MOST_HELD_OUT,
          place,
          holdOut,
          "must be from 0 to " + ModelOptions.MOST_HELD_OUT);
      problems.require(
          healthyRows == null && healthyFraction == null,
          place,
          holdOut,
          "excludes %s.healthyRows and %s.healthyFraction".formatted(path, path));
    }
  }

  private static boolean isZone(String zone) {
    try {
      return !ZoneId.of(zone).getId().isEmpty();
    } catch (DateTimeException e) {
      return false;
    }
  }

  private static boolean isTimeLimit(String text) {
    try {
      Duration limit = Duration.parse(text);
      return limit.isPositive() && limit.compareTo(LONGEST) <= 0;
    } catch (DateTimeException e) {
      return false;
    }
  }
}
