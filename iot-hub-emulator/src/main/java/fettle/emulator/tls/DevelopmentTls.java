package fettle.emulator.tls;

import fettle.emulator.files.PrivateFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509KeyManager;

/**
 * The certificates of one data folder. {@code ca.pem} is what clients trust; it is made once and
 * lasts ten years. The server certificate is made anew when the names it must have change, or in
 * the last month of its year, and is signed by the same authority, so clients notice nothing.
 *
 * <p>Private keys are in files of mode 0600. Never let a machine that is not your own trust this
 * authority.
 */
public final class DevelopmentTls {

  private static final Duration AUTHORITY_LIFE = Duration.ofDays(3650);
  private static final Duration SERVER_LIFE = Duration.ofDays(365);
  private static final Duration RENEW_BEFORE = Duration.ofDays(30);

  private final Path folder;
  private final X509Certificate authority;
  private final X509Certificate server;
  private final PrivateKey serverKey;

  private DevelopmentTls(
      Path folder, X509Certificate authority, X509Certificate server, PrivateKey serverKey) {
    this.folder = folder;
    this.authority = authority;
    this.server = server;
    this.serverKey = serverKey;
  }

  /**
   * Takes the certificates of a folder, or makes those that are missing.
   *
   * @param names host names and numeric addresses under which the listeners are reached; the first
   *     one is the subject
   */
  public static DevelopmentTls open(Path folder, List<String> names, Instant now)
      throws IOException, GeneralSecurityException {
    PrivateFile.folder(folder);
    CertificateMaker maker = new CertificateMaker();
    KeyPairFiles authorityFiles = new KeyPairFiles(folder, "ca");
    if (!authorityFiles.exist()) {
      KeyPair keys = maker.newKeyPair();
      authorityFiles.write(
          keys.getPrivate(), maker.authority(keys, "Fettle development CA", now, AUTHORITY_LIFE));
    }
    X509Certificate authority = authorityFiles.certificate();
    KeyPairFiles serverFiles = new KeyPairFiles(folder, "server");
    if (!serverFiles.exist() || !serves(serverFiles.certificate(), authority, names, now)) {
      KeyPair keys = maker.newKeyPair();
      X509Certificate made =
          maker.server(keys, authority, authorityFiles.privateKey(), names, now, SERVER_LIFE);
      serverFiles.write(keys.getPrivate(), made, authority);
    }
    return new DevelopmentTls(
        folder, authority, serverFiles.certificate(), serverFiles.privateKey());
  }

  private static boolean serves(
      X509Certificate server, X509Certificate authority, List<String> names, Instant now)
      throws GeneralSecurityException {
    try {
      server.verify(authority.getPublicKey());
    } catch (GeneralSecurityException e) {
      return false;
    }
    Collection<List<?>> alternatives = server.getSubjectAlternativeNames();
    TreeSet<String> present = new TreeSet<>();
    if (alternatives != null) {
      alternatives.forEach(entry -> present.add(String.valueOf(entry.get(1))));
    }
    return present.containsAll(names)
        && server.getNotAfter().toInstant().minus(RENEW_BEFORE).isAfter(now);
  }

  /** The authority's certificate as PEM: what clients must trust. */
  public Path caCertificate() {
    return folder.resolve("ca.pem");
  }

  /** The authority's certificate as PEM text. */
  public String caCertificatePem() throws GeneralSecurityException {
    return Pem.of(authority);
  }

  /** The server's certificate, then the authority's, as PEM text. */
  public String serverChainPem() throws GeneralSecurityException {
    return Pem.of(server, authority);
  }

  /** The server's private key: PKCS#8 as PEM text. */
  public String serverKeyPem() {
    return Pem.of(serverKey);
  }

  /** The server's key and chain, for listeners of this process. */
  public X509KeyManager serverKeys() {
    return new ServerKeys(serverKey, server, authority);
  }

  /** For a server of any kind. */
  public SSLContext serverContext() throws GeneralSecurityException {
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(new KeyManager[] {serverKeys()}, null, null);
    return context;
  }

  /** For a client that trusts this authority and nothing else. */
  public SSLContext clientContext() throws IOException, GeneralSecurityException {
    return clientContext(authority);
  }

  /** For a client that trusts the authority in a PEM file and nothing else. */
  public static SSLContext clientContext(Path caCertificate)
      throws IOException, GeneralSecurityException {
    return clientContext(Pem.certificate(Files.readString(caCertificate)));
  }

  private static SSLContext clientContext(X509Certificate trusted)
      throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    store.setCertificateEntry("ca", trusted);
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(store);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    return context;
  }

  /** {@code NAME.pem} and {@code NAME.key} in a folder. */
  private record KeyPairFiles(Path folder, String name) {

    boolean exist() {
      return Files.exists(pem()) && Files.exists(key());
    }

    void write(PrivateKey key, X509Certificate... chain)
        throws IOException, GeneralSecurityException {
      PrivateFile.write(key(), Pem.of(key));
      PrivateFile.write(pem(), Pem.of(chain));
    }

    X509Certificate certificate() throws IOException, GeneralSecurityException {
      return Pem.certificate(Files.readString(pem()));
    }

    PrivateKey privateKey() throws IOException, GeneralSecurityException {
      return Pem.privateKey(Files.readString(key()), CertificateMaker.KEY_ALGORITHM);
    }

    private Path pem() {
      return folder.resolve(name + ".pem");
    }

    private Path key() {
      return folder.resolve(name + ".key");
    }
  }
}
