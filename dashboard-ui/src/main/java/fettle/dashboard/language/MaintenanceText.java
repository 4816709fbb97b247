package fettle.dashboard.language;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** Maintenance windows, on the pages of alarms and of a machine. */
@MessageBundle("maintenance")
public interface MaintenanceText {
  @Message("Maintenance")
  String title();

  @Message("Alarms raised meanwhile are kept, and nobody is notified")
  String note();

  @Message("None is running or planned.")
  String none();

  @Message("Set maintenance")
  String set();

  @Message("Machine or site")
  String scope();

  @Message("Machine")
  String machine();

  @Message("Site")
  String site();

  @Message("Its name")
  String itsName();

  @Message("From (now when empty)")
  String from();

  @Message("Until")
  String until();

  @Message("Reason")
  String reason();

  @Message("Set")
  String save();
}
