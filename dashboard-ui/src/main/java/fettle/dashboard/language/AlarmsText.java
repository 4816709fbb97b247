package fettle.dashboard.language;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** Alarms: their page, and the alarm that other pages show as well. */
@MessageBundle("alarms")
public interface AlarmsText {
  @Message("Alarms")
  String title();

  @Message(
      "An alarm is one episode: raised when a machine stays anomalous, cleared when it stays healthy. What you say about it goes into the next data set.")
  String lead();

  @Message("Search machines")
  String searchMachines();

  @Message("Search device or machine")
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
}
