package fettle.dashboard.live;

import com.fasterxml.jackson.databind.ObjectMapper;
import fettle.dashboard.problem.BadParameter;
import fettle.dashboard.problem.Problem;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;

/**
 * One browser. It has at most one frame under way: the next is made of whatever is new when the
 * browser has acknowledged the one before, and not sooner than the shortest time between frames.
 *
 * <p>On the loop alone.
 */
final class Viewer {
  private final Outlet outlet;
  private final Surroundings around;
  private ChartView chart;
  private FleetWindow window;
  private Problem problem;
  private boolean storeNews;
  private boolean underWay;
  private boolean waiting;
  private boolean closed;
  private long frame;
  private long sentAt;
  private long roundTripMs;
  private long heardAt;
  private long heldBackSince;

  Viewer(Outlet outlet, Surroundings around) {
    this.outlet = outlet;
    this.around = around;
    this.heardAt = around.now();
    this.storeNews = around.isStoreAway();
  }

  /** Where frames go; may be called from the loop without blocking it. */
  interface Outlet {
    /** Sends a frame. */
    void send(Buffer frame);

    /** Ends the connection. */
    void close();
  }

  /** What a viewer needs of the world. */
  interface Surroundings {
    Feeds feeds();

    FleetFeed fleet();

    LiveMetrics metrics();

    ObjectMapper mapper();

    long now();

    Duration frameEvery();

    boolean isStoreAway();

    void after(Duration delay, Runnable task);
  }

  /** Takes what the browser said; what was under way when it was closed is too late. */
  void take(ClientMessage message) {
    if (closed) {
      return;
    }
    heard();
    switch (message) {
      case ClientMessage.Ack ack -> acknowledged(ack.frame());
      case ClientMessage.Watch watch -> watch(watch);
      case ClientMessage.Fleet fleet -> {
        if (window == null) {
          window = around.fleet().open(fleet.query(), this::flush);
          flush(); // a fleet that is in memory had news before this viewer had the window
        } else {
          window.show(fleet.query());
        }
      }
    }
  }

  private void watch(ClientMessage.Watch watch) {
    if (chart != null) {
      around.feeds().leave(chart);
    }
    chart = new ChartView(watch, this::flush, around.metrics());
    around.feeds().watch(chart);
  }

  private void acknowledged(long number) {
    if (underWay && number == frame) {
      underWay = false;
      roundTripMs = around.now() - sentAt;
      flush();
    }
  }

  /** The browser said something that breaks a rule. */
  void refuse(BadParameter bad) {
    if (closed) {
      return;
    }
    heard();
    problem = new Problem("Bad message", 400, bad.getMessage(), bad.parameter());
    flush();
  }

  /** The browser is alive. */
  void heard() {
    heardAt = around.now();
  }

  /** Whether nothing has been heard of it for so long, in milliseconds. */
  boolean isSilentFor(long milliseconds) {
    return around.now() - heardAt > milliseconds;
  }

  /** The store went away, or came back. */
  void storeChanged() {
    storeNews = true;
    flush();
  }

  /**
   * Sends a frame without news when there has been none for so long, in milliseconds: a browser
   * that hears nothing for longer takes the connection for dead. While one is under way nothing is
   * due.
   */
  void assure(long idleMs) {
    if (!closed && !underWay && around.now() - sentAt > idleMs) {
      send();
    }
  }

  /** Sends a frame if there is news and the time has come. */
  void flush() {
    if (closed || waiting || !hasNews()) {
      return;
    }
    if (underWay) {
      heldBackSince = heldBackSince == 0 ? around.now() : heldBackSince;
      return;
    }
    long early = sentAt + around.frameEvery().toMillis() - around.now();
    if (early > 0) {
      waiting = true;
      around.after(
          Duration.ofMillis(early),
          () -> {
            waiting = false;
            flush();
          });
      return;
    }
    send();
  }

  private boolean hasNews() {
    return problem != null
        || storeNews
        || (chart != null && chart.hasNews())
        || (window != null && window.hasNews());
  }

  private void send() {
    sentAt = around.now();
    FrameWriter writer = new FrameWriter(around.mapper(), ++frame, sentAt);
    writer.put("roundTripMs", roundTripMs).put("store", around.isStoreAway() ? "away" : "here");
    writer.put("heldBackMs", heldBackSince == 0 ? 0 : sentAt - heldBackSince);
    heldBackSince = 0;
    storeNews = false;
    if (problem != null) {
      writer.put("problem", problem);
      problem = null;
    }
    if (window != null) {
      window.writeTo(writer);
    }
    if (chart != null) {
      chart.writeTo(writer);
    }
    underWay = true;
    Buffer bytes = writer.done();
    around.metrics().frame(bytes.length());
    outlet.send(bytes);
  }

  /** It has gone, or has to. */
  void close() {
    if (closed) {
      return;
    }
    closed = true;
    if (chart != null) {
      around.feeds().leave(chart);
    }
    if (window != null) {
      around.fleet().close(window);
    }
    outlet.close();
  }
}
