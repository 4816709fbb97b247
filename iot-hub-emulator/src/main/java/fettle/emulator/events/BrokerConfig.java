package fettle.emulator.events;

import java.nio.file.Path;
import java.time.Duration;

/**
 * How an embedded broker runs.
 *
 * @param dataDir holds logs, offsets and the cluster's id; a broker started on it again goes on
 *     where the former stopped
 * @param bindAddress a loopback address; also what clients are told to connect to
 * @param port of the clients' listener; 0 takes a free one
 * @param topic made at start with {@code partitions} partitions unless it is there
 * @param partitions 1 to 32, as for a hub
 * @param retention how long messages are kept
 * @param access the connection string that clients must give, or {@code null} for none
 * @param tls the certificate of the clients' listener, or {@code null} for no TLS
 * @param clientHost under which clients on other machines reach it, whose listener is then open on
 *     all addresses; {@code null} for clients on this machine
 */
public record BrokerConfig(
    Path dataDir,
    String bindAddress,
    int port,
    String topic,
    int partitions,
    Duration retention,
    EventHubConnectionString access,
    PemCertificate tls,
    String clientHost) {

  private static final String EVERYWHERE = "0.0.0.0";

  public BrokerConfig {
    if (partitions < 1 || partitions > 32) {
      throw new IllegalArgumentException("partitions=" + partitions + " must be 1 to 32");
    }
  }

  /** Without TLS and without access control, on a free port of 127.0.0.1, 4 partitions, 1 day. */
  public static BrokerConfig open(Path dataDir, String topic) {
    return new BrokerConfig(
        dataDir, "127.0.0.1", 0, topic, 4, Duration.ofDays(1), null, null, null);
  }

  public BrokerConfig withBindAddress(String address) {
    return new BrokerConfig(
        dataDir, address, port, topic, partitions, retention, access, tls, clientHost);
  }

  public BrokerConfig withPort(int number) {
    return new BrokerConfig(
        dataDir, bindAddress, number, topic, partitions, retention, access, tls, clientHost);
  }

  public BrokerConfig withPartitions(int count) {
    return new BrokerConfig(
        dataDir, bindAddress, port, topic, count, retention, access, tls, clientHost);
  }

  public BrokerConfig withRetention(Duration duration) {
    return new BrokerConfig(
        dataDir, bindAddress, port, topic, partitions, duration, access, tls, clientHost);
  }

  public BrokerConfig withAccess(EventHubConnectionString connectionString) {
    return new BrokerConfig(
        dataDir,
        bindAddress,
        port,
        topic,
        partitions,
        retention,
        connectionString,
        tls,
        clientHost);
  }

  public BrokerConfig withTls(PemCertificate certificate) {
    return new BrokerConfig(
        dataDir, bindAddress, port, topic, partitions, retention, access, certificate, clientHost);
  }

  public BrokerConfig withClientHost(String name) {
    return new BrokerConfig(
        dataDir, bindAddress, port, topic, partitions, retention, access, tls, name);
  }

  /** Where the clients' listener is open. */
  String clientBindAddress() {
    return clientHost == null ? bindAddress : EVERYWHERE;
  }

  /** What clients are told to connect to. */
  String clientAddress() {
    return clientHost == null ? bindAddress : clientHost;
  }

  /** The clients' Kafka security protocol that follows from {@code access} and {@code tls}. */
  String protocol() {
    if (access == null) {
      return tls == null ? "PLAINTEXT" : "SSL";
    }
    return tls == null ? "SASL_PLAINTEXT" : "SASL_SSL";
  }
}
