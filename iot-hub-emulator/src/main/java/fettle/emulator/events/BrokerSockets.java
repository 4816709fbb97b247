package fettle.emulator.events;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.ServerSocketChannel;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.apache.kafka.server.ServerSocketFactory;

/**
 * Binds a broker's listeners before it starts, so that free ports are known when its configuration
 * is written and a port in use is told at once instead of from deep inside the broker.
 */
final class BrokerSockets implements ServerSocketFactory, AutoCloseable {

  private static final int BACKLOG = 128;

  private final Map<String, ServerSocketChannel> open = new LinkedHashMap<>();

  /**
   * @param port 0 takes a free one
   * @return the port
   */
  int bind(String listener, String address, int port) {
    try {
      ServerSocketChannel channel = ServerSocketChannel.open();
      open.put(listener, channel);
      channel.setOption(StandardSocketOptions.SO_REUSEADDR, true);
      channel.bind(new InetSocketAddress(address, port), BACKLOG);
      return ((InetSocketAddress) channel.getLocalAddress()).getPort();
    } catch (BindException inUse) {
      close();
      throw new UncheckedIOException(
          "cannot listen on %s:%d for Kafka clients (%s): choose another port or stop what uses it"
              .formatted(address, port, inUse.getMessage()),
          inUse);
    } catch (IOException broken) {
      close();
      throw new UncheckedIOException(broken);
    }
  }

  @Override
  public ServerSocketChannel openServerSocket(
      String listenerName, InetSocketAddress address, int backlog, int receiveBuffer)
      throws IOException {
    ServerSocketChannel channel = open.get(listenerName.toUpperCase(Locale.ROOT));
    if (channel == null) {
      throw new IOException("no socket was bound for listener " + listenerName);
    }
    channel.configureBlocking(false);
    return channel;
  }

  /** Closes what the broker has not closed itself. */
  @Override
  public void close() {
    for (ServerSocketChannel channel : open.values()) {
      try {
        channel.close();
      } catch (IOException broken) {
        throw new UncheckedIOException(broken);
      }
    }
  }
}
