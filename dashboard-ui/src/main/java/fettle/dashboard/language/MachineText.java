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
}
