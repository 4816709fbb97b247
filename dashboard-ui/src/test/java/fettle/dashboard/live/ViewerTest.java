package fettle.dashboard.live;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import fettle.dashboard.fleet.FleetQuery;
import fettle.dashboard.problem.BadParameter;
import fettle.telemetry.MachineId;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ViewerTest {
  private static final long IDLE = 20_000;

  private final World world = new World();
  private final List<Buffer> frames = new ArrayList<>();
  private final Viewer viewer = new Viewer(new Frames(), world);

  @Test
  void aViewerWithoutNewsIsSentAFrameNowAndThen() {
    viewer.assure(IDLE);
    viewer.take(new ClientMessage.Ack(1));
    world.now += IDLE;
    viewer.assure(IDLE);
    assertThat(frames).hasSize(1);

    world.now++;
    viewer.assure(IDLE);

    assertThat(frames).hasSize(2);
  }

  @Test
  void aViewerWithAFrameUnderWayIsSentNoOther() {
    viewer.assure(IDLE);
    world.now += 10 * IDLE;

    viewer.assure(IDLE);

    assertThat(frames).hasSize(1);
  }

  @Test
  void aViewerThatKeepsNewsWaitingIsToldForHowLong() {
    viewer.storeChanged();
    world.now += 300;
    viewer.storeChanged();
    world.now += 1_700;

    viewer.take(new ClientMessage.Ack(1));

    assertThat(frames.get(0).toString()).contains("\"heldBackMs\":0}");
    assertThat(frames.get(1).toString()).contains("\"heldBackMs\":1700}");
  }

  @Test
  void whatAViewerSaidBeforeItWasLetGoBeginsNothing() {
    viewer.close();

    viewer.take(new ClientMessage.Watch(new MachineId("edge-01", "pump-01"), 120_000, 1_000));
    viewer.take(new ClientMessage.Fleet(FleetQuery.builder().window(0, 10)));
    viewer.refuse(new BadParameter("type", "is odd"));

    assertThat(world.asked).isEmpty();
    assertThat(frames).isEmpty();
  }

  private final class Frames implements Viewer.Outlet {
    @Override
    public void send(Buffer frame) {
      frames.add(frame);
    }

    @Override
    public void close() {
      world.now++;
    }
  }

  /** Tells what a viewer asks of it; there is no store. */
  private static final class World implements Viewer.Surroundings {
    private final LiveMetrics metrics = new LiveMetrics(new SimpleMeterRegistry());
    private final ObjectMapper mapper = new ObjectMapper();
    private final List<String> asked = new ArrayList<>();
    private long now = 1_763_900_000_000L;

    @Override
    public Feeds feeds() {
      asked.add("feeds");
      throw new IllegalStateException("there are no feeds here");
    }

    @Override
    public FleetFeed fleet() {
      asked.add("fleet");
      throw new IllegalStateException("there is no fleet here");
    }

    @Override
    public LiveMetrics metrics() {
      return metrics;
    }

    @Override
    public ObjectMapper mapper() {
      return mapper;
    }

    @Override
    public long now() {
      return now;
    }

    @Override
    public Duration frameEvery() {
      return Duration.ofMillis(200);
    }

    @Override
    public boolean isStoreAway() {
      return false;
    }

    @Override
    public void after(Duration delay, Runnable task) {
      asked.add("a frame after " + delay);
    }
  }
}
