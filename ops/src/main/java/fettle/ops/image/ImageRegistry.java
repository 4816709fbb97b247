package fettle.ops.image;

import com.google.cloud.tools.jib.api.CacheDirectoryCreationException;
import com.google.cloud.tools.jib.api.Containerizer;
import com.google.cloud.tools.jib.api.Credential;
import com.google.cloud.tools.jib.api.ImageReference;
import com.google.cloud.tools.jib.api.InvalidImageReferenceException;
import com.google.cloud.tools.jib.api.Jib;
import com.google.cloud.tools.jib.api.JibContainerBuilder;
import com.google.cloud.tools.jib.api.RegistryException;
import com.google.cloud.tools.jib.api.RegistryImage;
import com.google.cloud.tools.jib.api.TarImage;
import com.google.cloud.tools.jib.event.EventHandlers;
import com.google.cloud.tools.jib.http.FailoverHttpClient;
import com.google.cloud.tools.jib.registry.RegistryClient;
import fettle.ops.Failure;
import fettle.ops.pipeline.PassingFailure;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;

/**
 * A container registry. Spoken to over HTTPS; over plain HTTP only when it is on a loopback
 * address.
 */
public final class ImageRegistry {
  /** Jib's name for: a password may go over plain HTTP. */
  private static final String PASSWORD_OVER_HTTP = "sendCredentialsOverHttp";

  private final String server;
  private final Optional<RegistryLogin> login;
  private final Path cache;

  /**
   * @param server host, and port if it is not 443
   * @param cache where layers are kept from run to run; made when needed
   */
  public ImageRegistry(String server, Optional<RegistryLogin> login, Path cache) {
    this.server = server;
    this.login = login;
    this.cache = cache;
  }

  /** Whether a registry, named by host and port, is on a loopback address. */
  public static boolean isLoopback(String server) {
    String host = URI.create("//" + server).getHost();
    return host != null
        && (host.equals("localhost")
            || host.equals("[::1]")
            || host.matches("127(\\.\\d{1,3}){3}"));
  }

  /** The registry that an image comes from. */
  public static String serverOf(String image) {
    try {
      return ImageReference.parse(image).getRegistry();
    } catch (InvalidImageReferenceException e) {
      throw new Failure(image + " is no name of an image", e);
    }
  }

  /** The full name of an image of this registry. */
  public String reference(String repository, String tag) {
    return server + "/" + repository + ":" + tag;
  }

  /**
   * The digest of an image that is there, whole: a tag is the last thing that a push sets.
   *
   * @return empty when it is not
   */
  public Optional<String> digest(String repository, String tag) throws PassingFailure {
    FailoverHttpClient http =
        new FailoverHttpClient(isLoopback(server), isLoopback(server), event -> {});
    try {
      RegistryClient.Factory factory =
          RegistryClient.factory(EventHandlers.NONE, server, repository, http);
      login.ifPresent(it -> factory.setCredential(Credential.from(it.username(), it.password())));
      RegistryClient client = factory.newRegistryClient();
      if (!client.doPullBearerAuth() && login.isPresent()) {
        client.configureBasicAuth();
      }
      return client.checkManifest(tag).map(it -> it.getDigest().toString());
    } catch (RegistryException | IOException e) {
      throw RegistryTrouble.of(server, e);
    } finally {
      close(http);
    }
  }

  private static void close(FailoverHttpClient http) throws PassingFailure {
    try {
      http.shutDown();
    } catch (IOException e) {
      throw new PassingFailure("a connection to the registry cannot be closed", e);
    }
  }

  /**
   * Builds an image for all its platforms and pushes it under its tag; layers that the registry has
   * are not sent again.
   *
   * @param progress takes a line now and then
   * @return the digest of the manifest list
   */
  public String push(ImageRecipe recipe, Consumer<String> progress)
      throws PassingFailure, InterruptedException {
    try {
      boolean insecure = isLoopback(server) && isNear(recipe.base());
      if (insecure) {
        System.setProperty(PASSWORD_OVER_HTTP, "true");
      }
      JibContainerBuilder from =
          switch (recipe.base()) {
            case ImageBase.Pinned pinned -> Jib.from(image(pinned.image()));
            case ImageBase.Archive archive -> Jib.from(TarImage.at(archive.file()));
          };
      Containerizer to =
          ImageBuild.cachedIn(
                  cache,
                  Containerizer.to(image(reference(recipe.repository(), recipe.tag()))),
                  progress)
              .setAllowInsecureRegistries(insecure);
      return ImageBuild.of(recipe, from).containerize(to).getDigest().toString();
    } catch (ExecutionException e) {
      throw RegistryTrouble.of(server, e.getCause());
    } catch (RegistryException
        | InvalidImageReferenceException
        | CacheDirectoryCreationException
        | IOException e) {
      throw RegistryTrouble.of(server, e);
    }
  }

  /** An image, with the login if it lies in this registry: no other one is shown the password. */
  private RegistryImage image(String name) throws InvalidImageReferenceException {
    RegistryImage image = RegistryImage.named(name);
    login
        .filter(it -> serverOf(name).equals(server))
        .ifPresent(it -> image.addCredential(it.username(), it.password()));
    return image;
  }

  /** Whether a base comes from this machine. */
  static boolean isNear(ImageBase base) {
    return switch (base) {
      case ImageBase.Pinned pinned -> isLoopback(serverOf(pinned.image()));
      case ImageBase.Archive archive -> true;
    };
  }
}
