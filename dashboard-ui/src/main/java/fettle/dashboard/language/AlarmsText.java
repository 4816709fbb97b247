package fettle.dashboard.language;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** Alarms: their page, and the alarm that other pages show as well. */
@MessageBundle("alarms")
public interface AlarmsText {
  @Message("Alarms")
  String title();

  @Message(
      "An alarm is one episode: raised when a machine stays anomalous, cleared when it stays healthy. A machine that falls silent, and signals that stop making sense, raise others. What you say about it goes into the next data set.")
  String lead();

  @Message("Search machines")
  String searchMachines();

  @Message("Search name, site or device")
  String searchHint();

  @Message("Filter by state")
  String filterByState();

  @Message("All")
  String all();

  @Message("Open")
  String open();

  @Message("Cleared")
  String cleared();

  @Message("Not labelled")
  String unlabelled();

  @Message("Alarms of")
  String only();

  @Message(" alone.")
  String alone();

  @Message("Show all machines")
  String showAll();

  @Message("No alarm")
  String none();

  @Message("Nothing here needs a look. Alarms appear by themselves.")
  String noneDetail();

  @Message("Show more")
  String more();

  @Message("Labels as")
  String labelsAs();

  @Message("or")
  String or();

  @Message("Chart of that time")
  String chart();

  @Message("I look after it")
  String acknowledge();

  @Message("What was it?")
  String whatWasIt();

  @Message("Real fault")
  String realFault();

  @Message("False alarm")
  String falseAlarm();

  @Message("Component")
  String component();

  @Message("such as bearing")
  String componentHint();

  @Message("Your name")
  String yourName();

  @Message("Comment")
  String comment();

  @Message("Save")
  String save();

  @Message(
      "Nobody signs in here, so your name is not verified: it is kept in this browser and shown as you write it.")
  String nobodySignsIn();

  @Message("You may look. Labelling and looking after alarms needs the role operator.")
  String needsOperator();

  @Message("What was said")
  String whatWasSaid();

  @Message("Mine")
  String mine();

  @Message("Unassigned")
  String unassigned();

  @Message("Shelved")
  String shelved();

  @Message("Kind of alarm")
  String kind();

  @Message("Any kind")
  String anyKind();

  @Message("Anomaly")
  String anomaly();

  @Message("Offline")
  String offline();

  @Message("Flat line")
  String flatline();

  @Message("Out of limits")
  String limit();

  @Message("Assigned to")
  String assignedTo();

  @Message("nobody")
  String nobody();

  @Message("Assign")
  String assign();

  @Message("To me")
  String toMe();

  @Message("Let it wait for")
  String waitFor();

  @Message("1 hour")
  String oneHour();

  @Message("8 hours")
  String eightHours();

  @Message("1 day")
  String oneDay();

  @Message("1 week")
  String oneWeek();

  @Message("30 days")
  String thirtyDays();

  @Message("Shelve")
  String shelve();

  @Message("Back to the others")
  String unshelve();

  @Message("Anything to add?")
  String toAdd();

  @Message("Comment")
  String sayIt();

  @Message("Notifications")
  String notifications();

  @Message("Who is told of alarms, set with the gateway")
  String whoIsTold();

  @Message("Nobody is told.")
  String nobodyIsTold();
}
