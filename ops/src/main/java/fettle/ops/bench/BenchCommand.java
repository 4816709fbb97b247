package fettle.ops.bench;

import fettle.ops.bench.browser.ChartCommand;
import fettle.ops.bench.browser.FleetBenchCommand;
import fettle.ops.bench.fanout.FanoutCommand;
import fettle.ops.bench.footprint.FootprintCommand;
import picocli.CommandLine.Command;

/** The benchmarks. */
@Command(
    name = "bench",
    description = "Measures on this machine; nothing here is a test.",
    mixinStandardHelpOptions = true,
    subcommands = {
      IngestCommand.class,
      DatasetBenchCommand.class,
      TrainBenchCommand.class,
      FanoutCommand.class,
      ChartCommand.class,
      FleetBenchCommand.class,
      FootprintCommand.class
    })
public final class BenchCommand {}
