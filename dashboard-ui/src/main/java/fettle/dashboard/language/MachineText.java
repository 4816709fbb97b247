package fettle.dashboard.language;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** The page of one machine. */
@MessageBundle("machine")
public interface MachineText {
  @Message("Fleet")
  String fleet();

  @Message("Last reading")
  String lastReading();

  @Message("Time range")
  String timeRange();

  @Message("Way of the data")
  String wayOfTheData();

  @Message("Charts")
  String charts();

  @Message("Back to live")
  String backToLive();

  @Message("Show it")
  String showIt();

  @Message("Drag a chart to look back. Pinch, Ctrl and the wheel, or")
  String chartsHint();

  @Message("zoom;")
  String chartsHintZoom();

  @Message("or a double click is live again.")
  String chartsHintLive();

  @Message("Values as a table")
  String asTable();

  @Message("Up to now")
  String refreshTable();

  @Message("Alarms")
  String alarms();

  @Message("All of this machine")
  String allAlarms();

  @Message("No alarm has been raised.")
  String noAlarm();

  @Message("Counters")
  String counters();

  @Message("What happened in this time; left and right arrows go from one to the next")
  String whatHappened();

  @Message("Change")
  String changeComment();

  @Message("Save as a picture")
  String savePicture();

  @Message("Export")
  String export();

  @Message(
      "The time and signals that the charts show: single readings where all are at hand, else buckets with their extremes. A chart’s own button saves it as a picture.")
  String exportNote();

  @Message("Share")
  String share();

  @Message("Compare")
  String compare();

  @Message("Comment")
  String comment();

  @Message("Needs the role operator")
  String needsOperator();

  @Message("Close")
  String close();

  @Message("Comment at a time")
  String commentAtTime();

  @Message("From, in your zone")
  String from();

  @Message("To, where it lasted")
  String to();

  @Message("Your name")
  String yourName();

  @Message("Save")
  String save();
}
