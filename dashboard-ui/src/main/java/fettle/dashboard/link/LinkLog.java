package fettle.dashboard.link;

import fettle.dashboard.store.DecisionStore;
import fettle.dashboard.store.GivenLink;
import fettle.dashboard.store.GivenLink.Revocation;
import fettle.telemetry.MachineId;
import fettle.telemetry.label.Decision;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Says in the log of what people decide who made a link, and who took it back. */
@ApplicationScoped
class LinkLog {
  private final DecisionStore decisions;

  LinkLog(DecisionStore decisions) {
    this.decisions = decisions;
  }

  Uni<Void> made(GivenLink link) {
    return append(link, Decision.LINK_MADE, link.by(), link.made(), link.expires());
  }

  Uni<Void> revoked(GivenLink link, Revocation revocation) {
    return append(
        link, Decision.LINK_REVOKED, revocation.by(), revocation.at(), revocation.at() + 1);
  }

  private Uni<Void> append(GivenLink link, String what, String by, long at, long to) {
    return decisions.append(
        List.of(
            new Decision(
                Decision.Kind.LINK,
                MachineId.parse(link.machine()),
                at,
                to,
                what,
                by,
                at,
                link.id(),
                "",
                "",
                "")));
  }
}
