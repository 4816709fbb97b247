package fettle.dashboard.access;

import io.quarkus.security.identity.SecurityIdentity;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Named;

/** Whose request it is, for the API and, as {@code cdi:person}, for pages. */
@Named("person")
@RequestScoped
public class Person {
  private static final int LONGEST_NAME = 120;

  private final SignIn signIn;
  private final SecurityIdentity identity;

  Person(SignIn signIn, SecurityIdentity identity) {
    this.signIn = signIn;
    this.identity = identity;
  }

  /** Whether the name below is one that a provider vouches for. */
  public boolean isSignedIn() {
    return signIn.isOn() && !identity.isAnonymous();
  }

  /** The provider's name for the person, cut where it is longer than the log takes. */
  public String getName() {
    String name = isSignedIn() ? identity.getPrincipal().getName() : "";
    return name.length() <= LONGEST_NAME
        ? name
        : name.substring(0, name.offsetByCodePoints(0, name.codePointCount(0, LONGEST_NAME) - 1));
  }

  /** Whether the person may label, acknowledge and ask for pipelines and of machines' modules. */
  public boolean isOperator() {
    return has(Role.OPERATOR);
  }

  /** Whether the person may say what machines are called, and their limits. */
  public boolean isAdmin() {
    return has(Role.ADMIN);
  }

  private boolean has(Role least) {
    return signIn.roleOf(identity).filter(role -> role.includes(least)).isPresent();
  }

  /**
   * Who decides.
   *
   * @param said a name in the request, which counts only where nobody signs in; may be {@code null}
   */
  public String or(String said) {
    return isSignedIn() ? getName() : said;
  }
}
