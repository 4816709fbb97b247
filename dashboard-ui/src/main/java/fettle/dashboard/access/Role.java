package fettle.dashboard.access;

/** What a person may do; each role may also do what those before it may. */
public enum Role {
  /** Looks at everything. */
  VIEWER("viewer"),
  /** Labels and looks after alarms, sets maintenance, asks for pipelines and of modules. */
  OPERATOR("operator"),
  /** Says what machines are called, and their limits. */
  ADMIN("admin");

  private final String wire;

  Role(String wire) {
    this.wire = wire;
  }

  /** As it is named in pages and problem documents. */
  public String wire() {
    return wire;
  }

  /** Whether this role may do what the other may. */
  public boolean includes(Role other) {
    return compareTo(other) >= 0;
  }
}
