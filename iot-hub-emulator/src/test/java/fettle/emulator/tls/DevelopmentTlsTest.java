package fettle.emulator.tls;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DevelopmentTlsTest {

  private static final Instant NOW = Instant.now();
  private static final List<String> NAMES = List.of("fettle.local", "localhost", "127.0.11.1");

  @TempDir Path folder;

  @Test
  void aClientThatTrustsTheAuthorityReachesTheServerUnderEachName() throws Exception {
    DevelopmentTls tls = DevelopmentTls.open(folder, NAMES, NOW);
    try (SSLServerSocket server =
        (SSLServerSocket) tls.serverContext().getServerSocketFactory().createServerSocket(0)) {
      Thread.ofVirtual().start(() -> acceptTwice(server));
      for (String name : List.of("localhost", "127.0.11.1")) {
        try (SSLSocket client =
            (SSLSocket)
                tls.clientContext().getSocketFactory().createSocket(name, server.getLocalPort())) {
          SSLParameters parameters = client.getSSLParameters();
          parameters.setEndpointIdentificationAlgorithm("HTTPS");
          client.setSSLParameters(parameters);
          client.startHandshake();
          assertThat(client.getSession().getPeerPrincipal().getName()).isEqualTo("CN=fettle.local");
        }
      }
    }
  }

  @Test
  void theAuthorityAndTheServerCertificateLast() throws Exception {
    DevelopmentTls first = DevelopmentTls.open(folder, NAMES, NOW);
    String chain = first.serverChainPem();
    DevelopmentTls second = DevelopmentTls.open(folder, NAMES, NOW.plus(Duration.ofDays(300)));
    assertThat(second.serverChainPem()).isEqualTo(chain);
  }

  @Test
  void aNewNameGetsANewServerCertificateOfTheSameAuthority() throws Exception {
    DevelopmentTls first = DevelopmentTls.open(folder, NAMES, NOW);
    String authority = first.caCertificatePem();
    DevelopmentTls second = DevelopmentTls.open(folder, List.of("hub.example"), NOW);
    assertThat(second.caCertificatePem()).isEqualTo(authority);
    X509Certificate server = Pem.certificate(second.serverChainPem());
    assertThat(server.getSubjectAlternativeNames())
        .extracting(name -> name.get(1).toString())
        .containsExactly("hub.example");
  }

  @Test
  void aServerCertificateIsRenewedInItsLastMonth() throws Exception {
    String old = DevelopmentTls.open(folder, NAMES, NOW).serverChainPem();
    DevelopmentTls later = DevelopmentTls.open(folder, NAMES, NOW.plus(Duration.ofDays(340)));
    assertThat(later.serverChainPem()).isNotEqualTo(old);
  }

  @Test
  void privateKeysAreForTheirOwnerAlone() throws Exception {
    DevelopmentTls.open(folder, NAMES, NOW);
    for (Path secret : List.of(folder.resolve("server.key"), folder.resolve("ca.key"))) {
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(secret)))
          .isEqualTo("rw-------");
    }
  }

  private static void acceptTwice(SSLServerSocket server) {
    for (int i = 0; i < 2; i++) {
      try (SSLSocket socket = (SSLSocket) server.accept()) {
        socket.startHandshake();
      } catch (java.io.IOException e) {
        throw new java.io.UncheckedIOException(e);
      }
    }
  }
}
