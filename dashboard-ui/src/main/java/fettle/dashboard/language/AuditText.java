package fettle.dashboard.language;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** The page of who asked what, and of links without sign-in. */
@MessageBundle("audit")
public interface AuditText {
  @Message("Audit")
  String title();

  @Message(
      "Who asked what of which machine, what came of it, and which links show machines to people without sign-in.")
  String lead();

  @Message("Commands")
  String commands();

  @Message("Search commands")
  String search();

  @Message("Search machine, site, person or command")
  String searchHint();

  @Message("State")
  String state();

  @Message("Any state")
  String anyState();

  @Message("More")
  String more();

  @Message("No command")
  String none();

  @Message("Nobody has asked anything of a machine, or nothing matches the filter.")
  String noneDetail();

  @Message("Links without sign-in")
  String links();

  @Message("Those that have not ended; yours, and to an admin all")
  String linksNote();

  @Message("Machine")
  String machine();

  @Message("Shows")
  String shows();

  @Message("Made")
  String made();

  @Message("Until")
  String until();

  @Message("State")
  String linkState();

  @Message("No link is given at the moment.")
  String noLinks();

  @Message("Seeing links and taking them back needs the role operator.")
  String needsOperator();
}
