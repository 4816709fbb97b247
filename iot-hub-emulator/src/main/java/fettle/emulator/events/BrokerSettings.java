package fettle.emulator.events;

import java.util.Properties;
import java.util.StringJoiner;

/**
 * The broker's configuration: combined KRaft node, three listeners on loopback. {@code CLIENT} is
 * the Event Hubs-like one; {@code INTERNAL} (the hub's own producer and the broker's calls to
 * itself) and {@code CONTROLLER} know one user whose secret is made at each start.
 */
final class BrokerSettings {

  static final String CLIENT = "CLIENT";
  static final String INTERNAL = "INTERNAL";
  static final String CONTROLLER = "CONTROLLER";
  static final int NODE_ID = 1;

  /** The most a message with its headers may take; Event Hubs allows 1 MB. */
  static final int MAX_MESSAGE_BYTES = 1_048_576;

  private static final String LOGIN_MODULE =
      "org.apache.kafka.common.security.plain.PlainLoginModule required ";
  private static final String INTERNAL_USER = "fettle";

  private BrokerSettings() {}

  record Ports(int client, int internal, int controller) {}

  static Properties of(BrokerConfig config, Ports ports, String secret) {
    Properties settings = new Properties();
    listeners(settings, config, ports);
    access(settings, config, secret);
    storage(settings, config);
    singleNode(settings);
    return settings;
  }

  /** The JAAS line of a client of the internal listeners, which also lets that user in. */
  static String internalLogin(String secret) {
    return LOGIN_MODULE
        + option("username", INTERNAL_USER)
        + option("password", secret)
        + option("user_" + INTERNAL_USER, secret)
        + ";";
  }

  /** The JAAS line of a client of the Event Hubs-like listener. */
  static String clientLogin(EventHubConnectionString access) {
    return LOGIN_MODULE
        + option("username", EventHubConnectionString.USER)
        + option("password", access.format())
        + ";";
  }

  private static String option(String name, String value) {
    return name + "=\"" + value.replace("\\", "\\\\").replace("\"", "\\\"") + "\" ";
  }

  private static void listeners(Properties settings, BrokerConfig config, Ports ports) {
    String host = config.bindAddress();
    String client = CLIENT + "://" + config.clientAddress() + ":" + ports.client();
    String internal = INTERNAL + "://" + host + ":" + ports.internal();
    String controller = CONTROLLER + "://" + host + ":" + ports.controller();
    settings.put("process.roles", "broker,controller");
    settings.put("node.id", Integer.toString(NODE_ID));
    settings.put(
        "listeners",
        String.join(
            ",",
            CLIENT + "://" + config.clientBindAddress() + ":" + ports.client(),
            internal,
            controller));
    settings.put("advertised.listeners", String.join(",", client, internal, controller));
    settings.put(
        "listener.security.protocol.map",
        new StringJoiner(",")
            .add(CLIENT + ":" + config.protocol())
            .add(INTERNAL + ":SASL_PLAINTEXT")
            .add(CONTROLLER + ":SASL_PLAINTEXT")
            .toString());
    settings.put("inter.broker.listener.name", INTERNAL);
    settings.put("controller.listener.names", CONTROLLER);
    settings.put("controller.quorum.voters", NODE_ID + "@" + host + ":" + ports.controller());
  }

  private static void access(Properties settings, BrokerConfig config, String secret) {
    settings.put("sasl.enabled.mechanisms", "PLAIN");
    settings.put("sasl.mechanism.inter.broker.protocol", "PLAIN");
    settings.put("sasl.mechanism.controller.protocol", "PLAIN");
    settings.put("listener.name.internal.plain.sasl.jaas.config", internalLogin(secret));
    settings.put("listener.name.controller.plain.sasl.jaas.config", internalLogin(secret));
    if (config.access() != null) {
      String client = "listener.name.client.";
      settings.put(
          client + "plain.sasl.jaas.config",
          LOGIN_MODULE
              + option(ConnectionStringLogin.KEY_NAME_OPTION, config.access().keyName())
              + option(ConnectionStringLogin.KEY_OPTION, config.access().key())
              + option(ConnectionStringLogin.TOPIC_OPTION, config.topic())
              + ";");
      settings.put(
          client + "plain.sasl.server.callback.handler.class",
          ConnectionStringLogin.class.getName());
    }
    if (config.tls() != null) {
      String client = "listener.name.client.";
      settings.put(client + "ssl.keystore.type", "PEM");
      settings.put(client + "ssl.keystore.certificate.chain", config.tls().chain());
      settings.put(client + "ssl.keystore.key", config.tls().key());
      settings.put(client + "ssl.client.auth", "none");
    }
  }

  private static void storage(Properties settings, BrokerConfig config) {
    settings.put("log.dirs", config.dataDir().toAbsolutePath().toString());
    settings.put("log.retention.ms", Long.toString(config.retention().toMillis()));
    settings.put("log.segment.bytes", Integer.toString(64 << 20));
    settings.put("log.index.size.max.bytes", Integer.toString(1 << 20));
    settings.put("metadata.log.segment.bytes", Integer.toString(16 << 20));
    settings.put("message.max.bytes", Integer.toString(MAX_MESSAGE_BYTES));
    settings.put("replica.fetch.max.bytes", Integer.toString(MAX_MESSAGE_BYTES));
    settings.put("auto.create.topics.enable", "false");
    settings.put("log.cleaner.dedupe.buffer.size", Integer.toString(4 << 20));
  }

  /** One replica of everything, and threads for a laptop instead of a server. */
  private static void singleNode(Properties settings) {
    settings.put("offsets.topic.replication.factor", "1");
    settings.put("offsets.topic.num.partitions", "4");
    settings.put("transaction.state.log.replication.factor", "1");
    settings.put("transaction.state.log.min.isr", "1");
    settings.put("transaction.state.log.num.partitions", "4");
    settings.put("share.coordinator.state.topic.replication.factor", "1");
    settings.put("share.coordinator.state.topic.min.isr", "1");
    settings.put("group.initial.rebalance.delay.ms", "0");
    settings.put("num.network.threads", "2");
    settings.put("num.io.threads", "4");
    settings.put("background.threads", "2");
    settings.put("num.recovery.threads.per.data.dir", "2");
    settings.put("controlled.shutdown.max.retries", "1");
  }
}
