package fettle.ops.image;

import fettle.ops.Failure;
import fettle.ops.environment.Problems;
import fettle.ops.environment.Secret;
import fettle.ops.pipeline.Redaction;
import java.util.Optional;

/**
 * The section {@code deploy.registry}: where images are pushed to and pulled from.
 *
 * @param server host, and port if it is not 443; left out, the one that was provisioned
 * @param username of one that may pull and push; left out, nobody signs in
 * @param repository what the images' names begin with
 */
public record RegistrySettings(String server, String username, Secret password, String repository) {
  private static final String PROJECT = "fettle";

  public RegistrySettings {
    repository = repository == null ? PROJECT : repository;
  }

  /** Notes every field that breaks its rule. */
  public void check(Problems problems, String path) {
    problems.require(
        server == null || server.matches("[A-Za-z0-9.\\[\\]:-]+"),
        path + ".server",
        server,
        "must be a host, and a port if it is not 443");
    problems.require(
        (username == null) == (password == null),
        path + ".username",
        username,
        "goes together with a password");
    problems.matches(
        path + ".repository",
        repository,
        "[a-z0-9]+([._/-][a-z0-9]+)*",
        "must be lower-case letters and digits, parted by . _ / -");
  }

  /**
   * The registry's host.
   *
   * @param provisioned used where none is set
   * @throws Failure when none is known
   */
  public String server(Optional<String> provisioned) {
    return Optional.ofNullable(server)
        .or(() -> provisioned)
        .orElseThrow(
            () ->
                new Failure(
                    "no container registry is known; run ./fettle provision --target azure, or"
                        + " set deploy.registry.server in the environment file"));
  }

  /**
   * How to sign in; empty where nobody does.
   *
   * @throws Failure when the password is not where it should be
   */
  public Optional<RegistryLogin> login(Redaction redaction) {
    return Optional.ofNullable(username)
        .map(user -> new RegistryLogin(user, password.read(redaction)));
  }
}
