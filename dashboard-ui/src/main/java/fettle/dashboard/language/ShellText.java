package fettle.dashboard.language;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** What every page has: head, foot, and what is said when there is nothing to show. */
@MessageBundle("shell")
public interface ShellText {
  @Message("Skip to content")
  String skip();

  @Message("Pages")
  String pages();

  @Message("Fleet")
  String fleet();

  @Message("Alarms")
  String alarms();

  @Message("open")
  String openAlarms();

  @Message("Models")
  String models();

  @Message("Pipelines")
  String pipelines();

  @Message("Rejected")
  String rejected();

  @Message("Sign out")
  String signOut();

  @Message("Switch between light and dark")
  String switchTheme();

  @Message("Your sign-in has ended; what you see may be old.")
  String signInOver();

  @Message("Sign in again")
  String signInAgain();

  @Message("Times are in")
  String timesAreIn();

  @Message("your zone")
  String yourZone();

  @Message(
      "Fettle draws live data with JavaScript, which is switched off here. The same data is at")
  String noScript();

  @Message("All machines")
  String allMachines();

  @Message("No such machine")
  String noSuchMachine();

  @Message("Nothing has been received from {id} yet.")
  String nothingReceived(String id);

  @Message("The store does not answer")
  String storeAway();

  @Message("Fettle keeps its data in Redis, which cannot be reached. Reload this page in a moment.")
  String storeAwayDetail();

  @Message("IoT hub")
  String hub();

  @Message("A part of this page did not load; its buttons may do nothing.")
  String notLoaded();

  @Message("Reload")
  String reload();

  @Message("Audit")
  String audit();
}
