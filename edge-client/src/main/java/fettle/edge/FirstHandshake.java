package fettle.edge;

import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import javax.net.ssl.SSLContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the first TLS handshake of a process takes beyond any other: providers are loaded, and the
 * tables of curve P-256, on which IoT Edge makes its certificates unless told otherwise, are
 * computed by code that is not compiled yet. That is a third of the time to connect, and nothing
 * that has to wait for the program.
 */
public final class FirstHandshake {
  private static final Logger LOG = LoggerFactory.getLogger(FirstHandshake.class);

  private FirstHandshake() {}

  /** Prepares it on a thread beside; to be called first of all. */
  public static void prepare() {
    Thread.ofPlatform().daemon().name("first-handshake").start(FirstHandshake::compute);
  }

  private static void compute() {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, null, null);
      context.getSocketFactory();
      KeyPairGenerator keys = KeyPairGenerator.getInstance("EC");
      keys.initialize(new ECGenParameterSpec("secp256r1"));
      keys.generateKeyPair();
    } catch (GeneralSecurityException failure) {
      // nothing is lost by it; should TLS itself fail, the connection says so
      LOG.debug("the first handshake is not prepared", failure);
    }
  }
}
