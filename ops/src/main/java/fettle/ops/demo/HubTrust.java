package fettle.ops.demo;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;

/** A trust store that holds the local hub's development CA and nothing else. */
final class HubTrust {
  /** The store's password: it holds no secret, and the format asks for one. */
  static final String PASSWORD = "changeit";

  private HubTrust() {}

  /** Writes the trust store beside the certificate and returns its place. */
  static Path write(Path caCertificate) throws IOException {
    Path file = caCertificate.resolveSibling("trust.p12");
    try (InputStream in = Files.newInputStream(caCertificate);
        OutputStream out = Files.newOutputStream(file)) {
      Certificate ca = CertificateFactory.getInstance("X.509").generateCertificate(in);
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      store.setCertificateEntry("hub", ca);
      store.store(out, PASSWORD.toCharArray());
    } catch (GeneralSecurityException e) {
      throw new IOException(caCertificate + " is no certificate: " + e.getMessage(), e);
    }
    return file;
  }

  /**
   * Makes this process trust the store, before its first TLS connection: the service SDK knows no
   * other way.
   */
  static void use(Path trustStore) {
    System.setProperty("javax.net.ssl.trustStore", trustStore.toString());
    System.setProperty("javax.net.ssl.trustStorePassword", PASSWORD);
    System.setProperty("javax.net.ssl.trustStoreType", "PKCS12");
  }
}
