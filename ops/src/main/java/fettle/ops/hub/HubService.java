package fettle.ops.hub;

import com.azure.core.credential.AzureSasCredential;
import com.azure.core.credential.TokenCredential;
import com.azure.core.credential.TokenRequestContext;
import com.azure.core.exception.ClientAuthenticationException;
import com.microsoft.azure.sdk.iot.service.configurations.ConfigurationsClient;
import com.microsoft.azure.sdk.iot.service.exceptions.IotHubBadGatewayException;
import com.microsoft.azure.sdk.iot.service.exceptions.IotHubConflictException;
import com.microsoft.azure.sdk.iot.service.exceptions.IotHubException;
import com.microsoft.azure.sdk.iot.service.exceptions.IotHubGatewayTimeoutException;
import com.microsoft.azure.sdk.iot.service.exceptions.IotHubInternalServerErrorException;
import com.microsoft.azure.sdk.iot.service.exceptions.IotHubNotFoundException;
import com.microsoft.azure.sdk.iot.service.exceptions.IotHubPreconditionFailedException;
import com.microsoft.azure.sdk.iot.service.exceptions.IotHubServerBusyException;
import com.microsoft.azure.sdk.iot.service.exceptions.IotHubTooManyRequestsException;
import com.microsoft.azure.sdk.iot.service.exceptions.IotHubUnauthorizedException;
import com.microsoft.azure.sdk.iot.service.registry.RegistryClient;
import com.microsoft.azure.sdk.iot.service.twin.TwinClient;
import fettle.ops.Failure;
import fettle.ops.pipeline.PassingFailure;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Supplier;

/** A hub's service API: Microsoft's clients, and what their errors mean for a pipeline. */
public final class HubService {
  /** What a token has to be for, of every hub in the public cloud. */
  private static final String SCOPE = "https://iothubs.azure.net/.default";

  private final String host;
  private final Supplier<String> authorization;
  private final ConfigurationsClient configurations;
  private final TwinClient twins;
  private final RegistryClient registry;

  /**
   * @param host of the service API, with its port if it is not 443; its certificate has to be
   *     trusted by this process
   * @param credential a token of a service policy
   */
  public HubService(String host, AzureSasCredential credential) {
    this.host = host;
    authorization = credential::getSignature;
    configurations = new ConfigurationsClient(host, credential);
    twins = new TwinClient(host, credential);
    registry = new RegistryClient(host, credential);
  }

  /**
   * @param host such as {@code plant-a.azure-devices.net}
   * @param credential of one who may read and write twins and devices
   */
  public HubService(String host, TokenCredential credential) {
    this.host = host;
    authorization =
        () ->
            "Bearer "
                + credential.getTokenSync(new TokenRequestContext().addScopes(SCOPE)).getToken();
    configurations = new ConfigurationsClient(host, credential);
    twins = new TwinClient(host, credential);
    registry = new RegistryClient(host, credential);
  }

  /** The hub of this machine, trusted from now on by this process. */
  public static HubService local(HubInfo info) throws IOException {
    HubTrust.use(info.caCertificate());
    return new HubService(info.serviceHost(), info.serviceCredential());
  }

  public String host() {
    return host;
  }

  /**
   * The header {@code Authorization} of a request; a secret.
   *
   * @throws Failure when there is no way to sign in
   */
  public String authorization() {
    try {
      return authorization.get();
    } catch (ClientAuthenticationException e) {
      throw notSignedIn(e);
    }
  }

  public ConfigurationsClient configurations() {
    return configurations;
  }

  public TwinClient twins() {
    return twins;
  }

  public RegistryClient registry() {
    return registry;
  }

  /** A request to the hub. */
  @FunctionalInterface
  public interface Request<T> {
    T send() throws IotHubException, IOException;
  }

  /**
   * @param what it is about, such as {@code device edge-01}
   * @return empty when the hub does not have it
   * @throws Failure for what a person has to mend
   */
  public <T> Optional<T> find(String what, Request<T> request) throws PassingFailure {
    try {
      return Optional.of(request.send());
    } catch (IotHubNotFoundException e) {
      return Optional.empty();
    } catch (IotHubException | IOException | ClientAuthenticationException e) {
      throw trouble(what, e);
    }
  }

  /** As {@link #find}, for what has to be there. */
  public <T> T call(String what, Request<T> request) throws PassingFailure {
    return find(what, request)
        .orElseThrow(() -> new Failure("the hub %s does not have %s".formatted(host, what)));
  }

  private PassingFailure trouble(String what, Exception e) {
    String place = "the hub %s, %s: %s".formatted(host, what, firstLine(e));
    return switch (e) {
      case ClientAuthenticationException nobody -> throw notSignedIn(nobody);
      case IotHubUnauthorizedException refused ->
          throw new Failure(
              "the hub %s refuses this sign-in for %s; it needs the role IoT Hub Data Contributor"
                  .formatted(host, what),
              e);
      case IotHubServerBusyException busy -> new PassingFailure(place, e);
      case IotHubTooManyRequestsException throttled -> new PassingFailure(place, e);
      case IotHubInternalServerErrorException broken -> new PassingFailure(place, e);
      case IotHubBadGatewayException broken -> new PassingFailure(place, e);
      case IotHubGatewayTimeoutException slow -> new PassingFailure(place, e);
      case IotHubPreconditionFailedException changedMeanwhile -> new PassingFailure(place, e);
      case IotHubConflictException changedMeanwhile -> new PassingFailure(place, e);
      case IOException lost -> new PassingFailure(place, e);
      default -> throw new Failure(place, e);
    };
  }

  private static Failure notSignedIn(ClientAuthenticationException e) {
    return new Failure(
        "no way to sign in to Azure works (%s); run az login, or set AZURE_CLIENT_ID and what belongs to it"
            .formatted(firstLine(e)),
        e);
  }

  private static String firstLine(Exception e) {
    String message = e.getMessage() == null ? e.toString() : e.getMessage();
    return message.lines().findFirst().orElse("");
  }
}
