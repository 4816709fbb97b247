package fettle.ops.provision;

import com.azure.core.credential.AccessToken;
import fettle.emulator.tls.DevelopmentTls;
import fettle.ops.Cli;
import fettle.ops.azure.AzureAccess;
import fettle.ops.azure.AzureStandIn;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Map;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLContext;
import reactor.core.publisher.Mono;

/** {@code fettle} in a process of its own, whose Azure is the stand-in of another one. */
final class ProvisionProgram {
  private ProvisionProgram() {}

  /**
   * @param arguments the stand-in's address, its authority's certificate, and those of the command
   */
  public static void main(String[] arguments) throws Exception {
    SSLContext trust = DevelopmentTls.clientContext(Path.of(arguments[1]));
    HttpsURLConnection.setDefaultSSLSocketFactory(trust.getSocketFactory());
    AzureAccess access =
        AzureStandIn.access(
            arguments[0],
            trust,
            request ->
                Mono.just(
                    new AccessToken("a-token", OffsetDateTime.now(ZoneOffset.UTC).plusHours(1))));
    Cli run =
        Cli.run(
            Map.of("provision", new ProvisionCommand(section -> access)),
            Arrays.copyOfRange(arguments, 2, arguments.length));
    System.out.print(run);
    System.exit(run.exit());
  }
}
