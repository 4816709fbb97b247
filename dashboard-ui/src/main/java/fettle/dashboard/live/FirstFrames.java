package fettle.dashboard.live;

import fettle.dashboard.config.DashboardConfig;
import fettle.dashboard.fleet.FleetQuery;
import fettle.telemetry.MachineId;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Base64;
import java.util.function.Consumer;

/**
 * What a page's socket would say first, for the page to bring along: it shows something before its
 * socket is open, several round trips later. A page does not wait for it: what is not there at once
 * comes over the socket.
 */
@ApplicationScoped
public class FirstFrames {
  /** More would hold up what the page is painted with. */
  private static final int LARGEST = 64 * 1024;

  /**
   * Two minutes by the second; of more time, coarser than a chart gets by its socket after that.
   */
  private static final int POINTS = 400;

  private final Viewers viewers;
  private final LiveLoop loop;
  private final Duration patience;

  FirstFrames(Viewers viewers, LiveLoop loop, DashboardConfig config) {
    this.viewers = viewers;
    this.loop = loop;
    this.patience = config.live().firstFrameWithin();
  }

  /** Of the page of all machines: a frame in Base64, empty where there is none in time. */
  public Uni<String> ofFleet(FleetQuery query) {
    return first(new ClientMessage.Fleet(query));
  }

  /** Of a machine's page that shows so long until now: likewise. */
  public Uni<String> ofMachine(MachineId machine, Duration span) {
    return first(new ClientMessage.Watch(machine, span.toMillis(), POINTS));
  }

  private Uni<String> first(ClientMessage message) {
    return Uni.createFrom()
        .<Buffer>emitter(
            emitter ->
                loop.execute(
                    () -> {
                      Viewer viewer = new Viewer(new Glance(emitter::complete), viewers);
                      emitter.onTermination(() -> loop.execute(viewer::close));
                      viewer.take(message);
                    }))
        .ifNoItem()
        .after(patience)
        .recoverWithItem(Buffer::buffer)
        .map(frame -> frame.length() > LARGEST ? "" : encoded(frame));
  }

  private static String encoded(Buffer frame) {
    return Base64.getEncoder().encodeToString(frame.getBytes());
  }

  /** Takes one frame, which nobody will acknowledge, so there is no second. */
  private record Glance(Consumer<Buffer> taken) implements Viewer.Outlet {
    @Override
    public void send(Buffer frame) {
      taken.accept(frame);
    }

    @Override
    public void close() {
      // there is no connection
    }
  }
}
