package fettle.ops.bench;

import fettle.ops.Failure;
import fettle.ops.folder.Folders;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** How fast the gateway takes scored batches from a broker into Redis. */
@Command(
    name = "ingest",
    mixinStandardHelpOptions = true,
    showDefaultValues = true,
    description = {
      "Readings a second from the broker through the gateway into Redis, and, as the limit, what a",
      "Kafka consumer reaches that only reads the bytes. Each part is a process of its own; the",
      "messages are in the broker before the clock starts."
    })
final class IngestCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(names = "--messages", description = "Messages of 100 readings of 8 signals.")
  private int messages = 50_000;

  @Option(names = "--machines", description = "Machines, ten to a device.")
  private int machines = 1_000;

  @Option(names = "--interval", description = "Milliseconds between two readings of a machine.")
  private int intervalMs = 100;

  @Option(names = "--heap", description = "Heap of the gateway, as for -Xmx.")
  private String heap = "512m";

  @Option(names = "--bind", description = "Loopback address to listen on.")
  private String bind = "127.0.0.1";

  @Option(names = "--java-option", description = "Further option of the gateway's JVM.")
  private List<String> javaOptions = List.of();

  @Override
  public Integer call() throws IOException, InterruptedException {
    PrintWriter out = spec.commandLine().getOut();
    Path gateway =
        Path.of(System.getProperty("fettle.root", "."))
            .resolve("stream-gateway/target/quarkus-app/quarkus-run.jar");
    if (!Files.exists(gateway)) {
      throw new Failure("there is no " + gateway + "; build it with ./mvnw package");
    }
    LoadShape load = new LoadShape(messages, machines, intervalMs);
    Path folder = Files.createTempDirectory("fettle-bench");
    try (BrokerProcess broker = BrokerProcess.start(folder, bind)) {
      say(out, "preparing %,d messages (%,d readings) ...", messages, load.readings());
      long bytes = new LoadMaker(load).send(broker.bootstrap());
      say(out, "%,d MB in the broker", bytes >> 20);
      Measured limit = BareReader.run(broker, load);
      Measured ingest = new GatewayRun(gateway, heap, javaOptions, bind, folder).run(broker, load);
      report(out, load, limit, ingest);
    } finally {
      Folders.delete(folder);
    }
    return 0;
  }

  private static void report(PrintWriter out, LoadShape load, Measured limit, Measured ingest) {
    double limitRate = load.readings() / limit.seconds();
    double ingestRate = load.readings() / ingest.seconds();
    say(out, "");
    say(out, "bare consumer  %,12.0f readings/s  %6.1f s", limitRate, limit.seconds());
    limit.usage().forEach(part -> say(out, "%s", part));
    say(out, "gateway        %,12.0f readings/s  %6.1f s", ingestRate, ingest.seconds());
    ingest.usage().forEach(part -> say(out, "%s", part));
    say(out, "ratio          %12.3f of the limit", ingestRate / limitRate);
  }

  private static void say(PrintWriter out, String format, Object... values) {
    out.println(format.formatted(values));
    out.flush();
  }
}
