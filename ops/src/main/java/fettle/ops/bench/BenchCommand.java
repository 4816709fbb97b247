package fettle.ops.bench;

import picocli.CommandLine.Command;

/** The benchmarks. */
@Command(
    name = "bench",
    description = "Measures on this machine; nothing here is a test.",
    mixinStandardHelpOptions = true,
    subcommands = {IngestCommand.class, DatasetBenchCommand.class, FootprintCommand.class})
public final class BenchCommand {}
