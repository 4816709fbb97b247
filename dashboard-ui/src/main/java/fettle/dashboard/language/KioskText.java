package fettle.dashboard.language;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** The wall screen. */
@MessageBundle("kiosk")
public interface KioskText {
  @Message("Wall screen")
  String title();

  @Message("All machines")
  String fleet();

  @Message("One machine")
  String machine();
}
