package fettle.dashboard.link;

import com.fasterxml.jackson.annotation.JsonInclude;
import fettle.dashboard.store.Descriptions;
import fettle.dashboard.store.GivenLink;
import fettle.dashboard.store.GivenLink.Kept;
import fettle.dashboard.store.GivenLink.Revocation;
import fettle.dashboard.store.GivenLink.Unreadable;
import fettle.telemetry.MachineId;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A link that was given; not the link itself. Times are epoch milliseconds.
 *
 * @param machine {@code device/machine}
 * @param name what people call the machine; missing when nothing is known
 * @param signal the only one it shows; missing when it shows all
 * @param signalName what people call that signal; missing when nothing is known
 * @param from begin of what it shows; missing where it shows a length of time up to now
 * @param to end of what it shows
 * @param rangeMs length up to now
 * @param by who made it; missing where nobody signs in
 * @param made when; missing of one that cannot be read
 * @param expires when it ends by itself; missing of one that cannot be read
 * @param revokedAt when it was taken back; missing while it holds
 * @param revokedBy who took it back
 * @param unreadable true where what is listed under this id cannot be read; then only that and when
 *     it was taken back is known
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@Schema(name = "GivenLink")
public record LinkView(
    String id,
    String machine,
    String name,
    String signal,
    String signalName,
    Long from,
    Long to,
    Long rangeMs,
    String by,
    Long made,
    Long expires,
    Long revokedAt,
    String revokedBy,
    Boolean unreadable) {

  static LinkView of(Kept kept, Descriptions descriptions) {
    GivenLink link = kept.link();
    var described = descriptions.of(MachineId.parse(link.machine()));
    boolean isLive = link.rangeMs() > 0;
    return new LinkView(
        link.id(),
        link.machine(),
        described.name(),
        link.signal(),
        link.signal() == null ? null : described.signal(link.signal()).name(),
        isLive ? null : (Long) link.from(),
        isLive ? null : (Long) link.to(),
        isLive ? (Long) link.rangeMs() : null,
        link.by(),
        link.made(),
        link.expires(),
        kept.revocation().map(Revocation::at).orElse(null),
        kept.revocation().map(Revocation::by).orElse(null),
        null);
  }

  static LinkView of(Unreadable link) {
    return of(link, null, null);
  }

  /** It has just been taken off the list. */
  static LinkView of(Unreadable link, Revocation revocation) {
    return of(link, revocation.at(), revocation.by());
  }

  private static LinkView of(Unreadable link, Long revokedAt, String revokedBy) {
    return new LinkView(
        link.id(), null, null, null, null, null, null, null, null, null, null, revokedAt, revokedBy,
        true);
  }
}
