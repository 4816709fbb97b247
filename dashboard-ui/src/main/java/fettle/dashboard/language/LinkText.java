package fettle.dashboard.language;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** Links for people who do not sign in. */
@MessageBundle("link")
public interface LinkText {
  @Message("Share this view")
  String shareThisView();

  @Message("Close")
  String close();

  @Message("For colleagues who sign in")
  String forColleagues();

  @Message("Copy")
  String copy();

  @Message("For people without sign-in")
  String withoutSignIn();

  @Message("All charts")
  String allCharts();

  @Message("Until it ends")
  String untilItEnds();

  @Message("1 day")
  String oneDay();

  @Message("7 days")
  String sevenDays();

  @Message("30 days")
  String thirtyDays();

  @Message("Make a link")
  String makeALink();

  @Message("Whoever has such a link sees this machine for this time, and nothing else.")
  String whoeverHasIt();

  @Message("Making one needs the role operator.")
  String needsOperator();

  @Message("Link")
  String link();

  @Message("HTML for another page")
  String html();

  @Message("A link without sign-in, until")
  String linkUntil();

  @Message("Nothing to see here")
  String nothingToSee();

  @Message("This link is not known, or was taken back; ask whoever gave it to you.")
  String notKnown();

  @Message("This link ended at {time}; ask whoever gave it to you for a new one.")
  String ended(String time);

  @Message(
      "Whether this link still holds cannot be told at the moment, as Fettle’s store does not answer. Try again in a minute.")
  String notNow();

  @Message("Links that were made, and taking them back")
  String madeLinks();
}
