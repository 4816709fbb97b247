package fettle.ops.provision;

import fettle.ops.environment.Problems;

/**
 * What the environment is expected to carry; decides nothing but the estimate.
 *
 * @param machines that send
 * @param signals of each
 * @param readingsPerSecond of each
 * @param flushSeconds a batch is sent so often; longer means fewer messages and staler pages
 * @param sketchSeconds sketches of a machine are sent so often, for drift; 0 = never
 * @param trainingHours of one node, a month
 * @param lakeMonths how many months of messages are kept
 */
record LoadSettings(
    Integer machines,
    Integer signals,
    Double readingsPerSecond,
    Double flushSeconds,
    Integer sketchSeconds,
    Double trainingHours,
    Integer lakeMonths) {

  LoadSettings {
    machines = machines == null ? 10 : machines;
    signals = signals == null ? 8 : signals;
    readingsPerSecond = readingsPerSecond == null ? 1 : readingsPerSecond;
    flushSeconds = flushSeconds == null ? 10 : flushSeconds;
    sketchSeconds = sketchSeconds == null ? 300 : sketchSeconds;
    trainingHours = trainingHours == null ? 10 : trainingHours;
    lakeMonths = lakeMonths == null ? 12 : lakeMonths;
  }

  void check(Problems problems, String path) {
    problems.within(path + ".machines", machines, 1, 1_000_000);
    problems.within(path + ".signals", signals, 1, 1_000);
    between(problems, path + ".readingsPerSecond", readingsPerSecond, 0.0001, 100_000);
    between(problems, path + ".flushSeconds", flushSeconds, 0.01, 86_400);
    problems.within(path + ".sketchSeconds", sketchSeconds, 0, 86_400);
    between(problems, path + ".trainingHours", trainingHours, 0, 744);
    problems.within(path + ".lakeMonths", lakeMonths, 1, 1_200);
  }

  private static void between(
      Problems problems, String field, double value, double least, double most) {
    problems.require(
        value >= least && value <= most, field, value, "must be " + least + " to " + most);
  }
}
