package fettle.ops.process;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/** A port for what is started. */
public final class FreePort {
  private FreePort() {}

  /** One that nobody listens on at this moment. */
  public static int on(String bind) throws IOException {
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getByName(bind))) {
      return free.getLocalPort();
    }
  }
}
