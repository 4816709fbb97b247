package fettle.gateway.machine;

import com.fasterxml.jackson.databind.JsonNode;
import fettle.gateway.config.GatewayConfig;
import fettle.gateway.config.HubApiConfig;
import fettle.gateway.hub.Hub;
import fettle.gateway.hub.HubAway;
import fettle.gateway.hub.HubReply;
import fettle.gateway.hub.HubService;
import fettle.gateway.store.StoreAway;
import fettle.gateway.store.TwinStore;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Reads the twins of all modules that read or score, a page at a time, and writes what they say to
 * the store. Of several gateways one does it; when it goes, another takes its place. What the hub
 * does not have any more goes from the copy after a whole reading; one that was broken off takes
 * nothing away.
 */
@ApplicationScoped
class MachineKeeper {
  private static final Logger LOG = Logger.getLogger(MachineKeeper.class);
  private static final int PAGE = 100;

  /** Longer than a page takes, the hub's timeout included. */
  private static final Duration SLACK = Duration.ofSeconds(20);

  private final Hub hub;
  private final TwinStore store;
  private final TwinCopy copy;
  private final HubApiConfig settings;
  private final InstantSource clock;
  private final Counter reads;
  private final Counter failures;
  private final CountDownLatch stopping = new CountDownLatch(1);
  private String trouble = "";

  MachineKeeper(
      Hub hub,
      TwinStore store,
      TwinCopy copy,
      GatewayConfig config,
      InstantSource clock,
      MeterRegistry registry) {
    this.hub = hub;
    this.store = store;
    this.copy = copy;
    this.settings = config.hubApi();
    this.clock = clock;
    reads = registry.counter("gateway.twins.read");
    failures = registry.counter("gateway.twins.failures");
  }

  @Scheduled(
      identity = "twins",
      every = "${gateway.hub-api.read-every:60s}",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  void look() {
    if (hub.service().isEmpty()) {
      return;
    }
    try {
      Duration lease = settings.readEvery().plus(settings.pageEvery()).plus(SLACK);
      if (store.keeps(lease)) {
        readAll(hub.service().get(), lease);
        tellOnce("");
      }
    } catch (HubAway | StoreAway e) {
      failures.increment();
      tellOnce(e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void readAll(HubService service, Duration lease)
      throws HubAway, StoreAway, InterruptedException {
    TwinCopy.Known before = copy.known();
    Set<String> devices = new HashSet<>();
    String continuation = "";
    do {
      switch (service.query(query(), PAGE, continuation)) {
        case HubReply.Refused refused -> {
          failures.increment();
          tellOnce(refused.words(hub.reader(), "any device"));
          return;
        }
        case HubReply.Ok page -> {
          take(page.body(), before, devices);
          continuation = page.continuation();
        }
      }
      if (!continuation.isEmpty()) {
        if (stopping.await(settings.pageEvery().toMillis(), TimeUnit.MILLISECONDS)
            || !store.keeps(lease)) {
          return;
        }
      }
    } while (!continuation.isEmpty());
    copy.forget(before, devices);
  }

  private void take(JsonNode page, TwinCopy.Known before, Set<String> devices) throws StoreAway {
    reads.increment(page.size());
    for (JsonNode twin : page) {
      if (TwinReader.module(twin).equals(hub.reader())) {
        devices.add(TwinReader.device(twin));
      }
    }
    copy.take(page, before, clock.millis());
  }

  private String query() {
    return "SELECT * FROM devices.modules WHERE moduleId IN ['%s', '%s']"
        .formatted(hub.reader(), hub.scorer());
  }

  /** Says what is wrong when it begins, and not each time. */
  private void tellOnce(String line) {
    if (!line.isEmpty() && !line.equals(trouble)) {
      LOG.warnf("machines' twins cannot be read, names and limits stay as they are: %s", line);
    }
    trouble = line;
  }

  void stop(@Observes ShutdownEvent event) {
    stopping.countDown();
  }
}
