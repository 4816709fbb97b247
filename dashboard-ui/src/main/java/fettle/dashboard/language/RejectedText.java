package fettle.dashboard.language;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** The page of rejected messages. */
@MessageBundle("rejected")
public interface RejectedText {
  @Message("Rejected messages")
  String title();

  @Message(
      "Messages that reached the hub and could not be rolled up. Each is counted under its reason, and the newest are kept with their place in the stream.")
  String lead();

  @Message("Nothing was rejected")
  String none();

  @Message("Every message so far was understood.")
  String noneDetail();

  @Message("By reason")
  String byReason();

  @Message("{total} in all")
  String inAll(long total);

  @Message("Newest")
  String newest();

  @Message("{count} shown")
  String shown(int count);

  @Message("When")
  String when();

  @Message("Reason")
  String reason();

  @Message("From")
  String from();

  @Message("What is wrong")
  String whatIsWrong();

  @Message("Size")
  String size();

  @Message("Partition, offset")
  String place();
}
