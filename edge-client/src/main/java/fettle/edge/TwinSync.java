package fettle.edge;

import com.microsoft.azure.sdk.iot.device.IotHubStatusCode;
import com.microsoft.azure.sdk.iot.device.ModuleClient;
import com.microsoft.azure.sdk.iot.device.exceptions.IotHubClientException;
import com.microsoft.azure.sdk.iot.device.twin.Twin;
import com.microsoft.azure.sdk.iot.device.twin.TwinCollection;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The module's twin. Desired properties: the whole at every connection, then patches in the order
 * of their versions; a gap in the versions fetches the whole again. A listener always sees the
 * merged whole, and within a connection never an older one.
 */
final class TwinSync {
  private static final Logger LOG = LoggerFactory.getLogger(TwinSync.class);

  /**
   * For an answer. The SDK (2.5.0) can lose one: it hands an answer to its receiving thread before
   * it looks up who waits for it, and that thread's last act is to forget who waits. So waiting
   * long gains nothing, and asking again is harmless.
   */
  private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(4);

  /** The same for the whole twin, which a module needs before it can begin. */
  private static final Duration ASK_AGAIN = Duration.ofSeconds(2);

  /** After the receiving thread's last act, for a status that was not lost. */
  private static final Duration STATUS_GRACE = Duration.ofMillis(200);

  private final Supplier<ModuleClient> connection;
  private final EdgeOptions options;
  private final Consumer<DesiredProperties> listener;
  private final ReentrantLock lock = new ReentrantLock();
  private final KnownDesired known = new KnownDesired();

  TwinSync(
      Supplier<ModuleClient> connection,
      EdgeOptions options,
      Consumer<DesiredProperties> listener) {
    this.connection = connection;
    this.options = options;
    this.listener = listener;
  }

  /** Subscribes and fetches; blocks until the hub has answered both. */
  void start(ModuleClient client) throws IotHubClientException, InterruptedException {
    int timeout = Math.toIntExact(options.twinTimeout().toMillis());
    locked(known::forget);
    client.subscribeToDesiredProperties(
        (twin, context) -> patched(client, twin.getDesiredProperties()), null, timeout);
    whole(fetch(client));
  }

  /** Asks until there is an answer, within the time for twin operations. */
  private Twin fetch(ModuleClient client) throws IotHubClientException, InterruptedException {
    long deadline = System.nanoTime() + options.twinTimeout().toNanos();
    while (true) {
      try {
        return client.getTwin(Math.toIntExact(ASK_AGAIN.toMillis()));
      } catch (IotHubClientException failure) {
        if (failure.getStatusCode() != IotHubStatusCode.DEVICE_OPERATION_TIMED_OUT
            || System.nanoTime() > deadline) {
          throw failure;
        }
        LOG.debug("no answer to the request for the twin: asking again");
      }
    }
  }

  /**
   * Patches the reported section; a null value removes its key. Completes when the hub has taken
   * it.
   */
  Uni<Void> report(Map<String, Object> patch) {
    return Uni.createFrom()
        .<Void>emitter(
            emitter -> {
              ModuleClient client = connection.get();
              if (client == null) {
                emitter.fail(
                    new EdgeException(
                        EdgeException.Reason.NOT_CONNECTED, "not connected to the edge hub"));
                return;
              }
              try {
                client.updateReportedPropertiesAsync(
                    new TwinCollection(patch), new ReportAnswer(emitter, STATUS_GRACE), null);
              } catch (IllegalStateException closedMeanwhile) {
                emitter.fail(notTaken(closedMeanwhile));
              }
            })
        .ifNoItem()
        .after(ANSWER_TIMEOUT)
        .failWith(() -> notTaken(null))
        .emitOn(Infrastructure.getDefaultWorkerPool());
  }

  static EdgeException notTaken(Throwable cause) {
    return new EdgeException(
        EdgeException.Reason.NOT_ACKNOWLEDGED,
        "the hub did not take the reported properties: "
            + (cause == null ? "no answer" : cause.getMessage()),
        cause);
  }

  private void whole(Twin twin) {
    TwinCollection desired = twin.getDesiredProperties();
    Map<String, Object> values = plain(desired);
    locked(() -> apply(known.whole(version(desired), values)));
  }

  private void patched(ModuleClient client, TwinCollection patch) {
    Map<String, Object> values = plain(patch);
    AtomicBoolean gap = new AtomicBoolean();
    locked(() -> gap.set(apply(known.patch(version(patch), values))));
    if (gap.get()) {
      LOG.debug("desired properties jump to version {}: fetching the whole twin", version(patch));
      client.getTwinAsync(this::fetched, null);
    }
  }

  private void fetched(Twin twin, IotHubClientException failure, Object context) {
    if (failure == null) {
      whole(twin);
    } else {
      LOG.warn("cannot fetch the twin; the next patch or connection tries again", failure);
    }
  }

  /** Tells the listener what is new; whether the whole twin has to be fetched. */
  private boolean apply(KnownDesired.Step step) {
    return switch (step) {
      case KnownDesired.Step.Next next -> {
        tell(next.desired());
        yield false;
      }
      case KnownDesired.Step.Stale stale -> false;
      case KnownDesired.Step.Gap gap -> true;
    };
  }

  private void tell(DesiredProperties desired) {
    try {
      listener.accept(desired);
    } catch (RuntimeException failure) {
      LOG.error("the module's listener failed on desired version {}", desired.version(), failure);
    }
  }

  private void locked(Runnable action) {
    lock.lock();
    try {
      action.run();
    } finally {
      lock.unlock();
    }
  }

  private static Map<String, Object> plain(TwinCollection section) {
    return section == null ? Map.of() : JsonTree.plainMap(section);
  }

  private static int version(TwinCollection section) {
    return section == null || section.getVersion() == null
        ? KnownDesired.UNKNOWN
        : section.getVersion();
  }
}
