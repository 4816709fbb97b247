package fettle.dashboard.page;

/**
 * Light or dark as the user chose, kept in a cookie so that the first paint is right without an
 * inline script; without a choice the system's preference decides.
 */
public final class Theme {
  private Theme() {}

  /** The chosen theme, or "" for anything that is none. */
  public static String known(String cookie) {
    return "dark".equals(cookie) || "light".equals(cookie) ? cookie : "";
  }
}
