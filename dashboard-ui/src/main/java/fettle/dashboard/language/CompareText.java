package fettle.dashboard.language;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** The page that compares machines. */
@MessageBundle("compare")
public interface CompareText {
  @Message("Compare")
  String compare();

  @Message("Time range")
  String timeRange();

  @Message("What is compared")
  String what();

  @Message("Machines")
  String machines();

  @Message("Add a machine")
  String addAMachine();

  @Message("device/machine")
  String form();

  @Message("Add")
  String add();

  @Message("Signal")
  String signal();

  @Message("Drawn")
  String drawn();

  @Message("over each other")
  String overEachOther();

  @Message("below each other")
  String belowEachOther();

  @Message("Also its past")
  String alsoItsPast();

  @Message("no")
  String no();

  @Message("an hour before")
  String anHourBefore();

  @Message("a day before")
  String aDayBefore();

  @Message("a week before")
  String aWeekBefore();

  @Message("four weeks before")
  String fourWeeksBefore();

  @Message("Drag to look back. Pinch, Ctrl and the wheel, or")
  String hint();

  @Message("zoom;")
  String hintZoom();

  @Message("or a double click is live again. The address holds all of this.")
  String hintLive();

  @Message("Back to live")
  String backToLive();
}
