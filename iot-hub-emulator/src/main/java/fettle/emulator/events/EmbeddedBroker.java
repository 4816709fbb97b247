package fettle.emulator.events;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import kafka.server.BrokerServer;
import kafka.server.ControllerServer;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import kafka.server.SharedServer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.metrics.Metrics;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.bootstrap.BootstrapMetadata;
import org.apache.kafka.metadata.properties.MetaPropertiesEnsemble;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import scala.Tuple2;

/**
 * A real Kafka broker in this process, on loopback, for as long as it is not closed. Several can
 * run in one process. Its data folder survives a close, a kill and a restart: cluster id, offsets
 * and messages stay.
 */
public final class EmbeddedBroker implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(EmbeddedBroker.class);
  private static final Duration ADMIN_TIMEOUT = Duration.ofSeconds(60);

  private final BrokerConfig config;
  private final BrokerSettings.Ports ports;
  private final String secret;
  private final BrokerSockets sockets;
  private final SharedServer shared;
  private final ControllerServer controller;
  private final BrokerServer broker;
  private final AtomicReference<String> fault;

  private EmbeddedBroker(
      BrokerConfig config,
      BrokerSettings.Ports ports,
      String secret,
      BrokerSockets sockets,
      AtomicReference<String> fault) {
    this.config = config;
    this.ports = ports;
    this.secret = secret;
    this.sockets = sockets;
    this.fault = fault;
    KafkaConfig settings = new KafkaConfig(BrokerSettings.of(config, ports, secret), false);
    Tuple2<MetaPropertiesEnsemble, BootstrapMetadata> prepared =
        KafkaRaftServer.initializeLogDirs(settings, log, "");
    this.shared =
        new SharedServer(
            settings,
            prepared._1(),
            Time.SYSTEM,
            new Metrics(),
            CompletableFuture.completedFuture(
                Map.of(
                    BrokerSettings.NODE_ID,
                    new java.net.InetSocketAddress(config.bindAddress(), ports.controller()))),
            List.of(),
            (name, fatal, action) ->
                (message, cause) -> {
                  // the standard handler halts the process; a library must not
                  fault.compareAndSet(null, name + ": " + message);
                  log.error("broker fault in {}: {}", name, message, cause);
                  action.run();
                  return new IllegalStateException(message, cause);
                },
            sockets);
    this.broker = new BrokerServer(shared);
    this.controller = new ControllerServer(shared, KafkaRaftServer.configSchema(), prepared._2());
  }

  /**
   * Starts a broker and makes its topic; returns when clients can use it (about 3 s).
   *
   * @throws java.io.UncheckedIOException when the port is in use or the folder cannot be written
   * @throws IllegalStateException when the broker does not start
   */
  public static EmbeddedBroker start(BrokerConfig config) {
    BrokerStorage.formatIfNew(config.dataDir());
    BrokerSockets sockets = new BrokerSockets();
    BrokerSettings.Ports ports =
        new BrokerSettings.Ports(
            sockets.bind(BrokerSettings.CLIENT, config.clientBindAddress(), config.port()),
            sockets.bind(BrokerSettings.INTERNAL, config.bindAddress(), 0),
            sockets.bind(BrokerSettings.CONTROLLER, config.bindAddress(), 0));
    byte[] random = new byte[24];
    new SecureRandom().nextBytes(random);
    EmbeddedBroker broker = null;
    try {
      broker =
          new EmbeddedBroker(
              config, ports, HexFormat.of().formatHex(random), sockets, new AtomicReference<>());
      broker.controller.startup();
      broker.broker.startup();
      broker.createTopic(config.topic(), config.partitions());
      return broker;
    } catch (RuntimeException failed) {
      if (broker == null) {
        sockets.close();
      } else {
        broker.close();
      }
      throw new IllegalStateException(
          "the embedded broker did not start in " + config.dataDir(), failed);
    }
  }

  /** {@code host:port} of the clients' listener. */
  public String bootstrapServers() {
    return config.clientAddress() + ":" + ports.client();
  }

  public int port() {
    return ports.client();
  }

  public String topic() {
    return config.topic();
  }

  /** The id that clients see as the cluster's; made once per data folder. */
  public String clusterId() {
    return broker.clusterId();
  }

  /** What made the broker fail after its start, if anything did. */
  public Optional<String> fault() {
    return Optional.ofNullable(fault.get());
  }

  /**
   * Bootstrap and access settings for a client of the clients' listener. With TLS a client must add
   * its trust store.
   */
  public Map<String, Object> clientProperties() {
    Map<String, Object> client = new HashMap<>();
    client.put("bootstrap.servers", bootstrapServers());
    client.put("security.protocol", config.protocol());
    if (config.access() != null) {
      client.put("sasl.mechanism", "PLAIN");
      client.put("sasl.jaas.config", BrokerSettings.clientLogin(config.access()));
    }
    return client;
  }

  /** Settings for clients inside this process, which need no TLS. */
  Map<String, Object> internalProperties() {
    Map<String, Object> client = new HashMap<>();
    client.put("bootstrap.servers", config.bindAddress() + ":" + ports.internal());
    client.put("security.protocol", "SASL_PLAINTEXT");
    client.put("sasl.mechanism", "PLAIN");
    client.put("sasl.jaas.config", BrokerSettings.internalLogin(secret));
    return client;
  }

  /**
   * Makes a topic; does nothing when it is there.
   *
   * @throws IllegalStateException when the broker refuses or does not answer
   */
  public void createTopic(String name, int partitions) {
    try (Admin admin = Admin.create(internalProperties())) {
      admin
          .createTopics(List.of(new NewTopic(name, partitions, (short) 1)))
          .all()
          .get(ADMIN_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException failed) {
      if (!(failed.getCause() instanceof TopicExistsException)) {
        throw new IllegalStateException("cannot create topic " + name, failed.getCause());
      }
    } catch (TimeoutException slow) {
      throw new IllegalStateException("no answer to creating topic " + name, slow);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while creating topic " + name, interrupted);
    }
  }

  /** Stops the broker; its data stay. Safe to call twice. */
  @Override
  public void close() {
    List<RuntimeException> failures = new ArrayList<>();
    attempt(broker::shutdown, failures);
    attempt(controller::shutdown, failures);
    attempt(shared::stopForBroker, failures);
    attempt(sockets::close, failures);
    for (RuntimeException failure : failures) {
      log.warn("while stopping the embedded broker", failure);
    }
  }

  private static void attempt(Runnable step, List<RuntimeException> failures) {
    try {
      step.run();
    } catch (RuntimeException failed) {
      failures.add(failed);
    }
  }
}
