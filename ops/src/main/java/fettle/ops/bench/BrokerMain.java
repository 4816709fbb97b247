package fettle.ops.bench;

import fettle.emulator.events.BrokerConfig;
import fettle.emulator.events.EmbeddedBroker;
import java.io.IOException;
import java.nio.file.Path;

/** The broker's process: prints its address, and ends when its input does. */
final class BrokerMain {
  static final String READY = "READY ";

  private BrokerMain() {}

  public static void main(String[] args) throws IOException {
    BrokerConfig config =
        BrokerConfig.open(Path.of(args[0]), LoadShape.TOPIC)
            .withBindAddress(args[1])
            .withPartitions(LoadShape.PARTITIONS);
    try (EmbeddedBroker broker = EmbeddedBroker.start(config)) {
      System.out.println(READY + broker.bootstrapServers());
      while (System.in.read() >= 0) {
        // the parent writes nothing; the end of its pipe is the signal
      }
    }
  }
}
