package fettle.dashboard.link;

/** Links cannot be made, as there is no key to sign them with. */
public final class LinksOff extends RuntimeException {
  private static final long serialVersionUID = 1;

  LinksOff() {
    super("links for people without sign-in are switched off; set dashboard.links.keys");
  }
}
