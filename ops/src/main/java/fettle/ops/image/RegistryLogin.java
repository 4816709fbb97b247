package fettle.ops.image;

/** How to sign in at a registry. Never printed whole. */
public record RegistryLogin(String username, String password) {
  @Override
  public String toString() {
    return "RegistryLogin[" + username + "]";
  }
}
