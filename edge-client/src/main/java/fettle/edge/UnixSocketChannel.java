package fettle.edge;

import com.microsoft.azure.sdk.iot.device.hsm.UnixDomainSocketChannel;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

/**
 * The SDK's way to the workload API over the JDK's own unix sockets. The SDK opens, writes, reads
 * and closes one connection a request, one request at a time.
 */
final class UnixSocketChannel implements UnixDomainSocketChannel {
  private SocketChannel channel;

  @Override
  public void open(String address) throws IOException {
    channel = SocketChannel.open(UnixDomainSocketAddress.of(address));
  }

  @Override
  public void write(byte[] output) throws IOException {
    ByteBuffer buffer = ByteBuffer.wrap(output);
    while (buffer.hasRemaining()) {
      channel.write(buffer);
    }
  }

  @Override
  public int read(byte[] inputBuffer) throws IOException {
    return channel.read(ByteBuffer.wrap(inputBuffer));
  }

  @Override
  public void close() throws IOException {
    if (channel != null) {
      channel.close();
      channel = null;
    }
  }
}
