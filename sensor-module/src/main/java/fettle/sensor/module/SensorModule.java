package fettle.sensor.module;

import fettle.edge.ConnectionState;
import fettle.edge.DesiredProperties;
import fettle.edge.EdgeEnvironment;
import fettle.edge.EdgeMeters;
import fettle.edge.EdgeModule;
import fettle.edge.EdgeOptions;
import fettle.edge.TwinReporter;
import fettle.sensor.batch.SessionId;
import fettle.sensor.buffer.DiskBuffer;
import fettle.sensor.buffer.Entry;
import fettle.sensor.config.SensorConfig;
import fettle.sensor.delivery.Sender;
import fettle.sensor.settings.LiveSettings;
import fettle.sensor.settings.Settings;
import fettle.sensor.settings.SettingsChange;
import fettle.sensor.source.BadInputException;
import fettle.sensor.source.Source;
import fettle.telemetry.MessageKind;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.microprofile.config.Config;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The running module: makes the parts, connects them to the hub, and keeps the twin true. */
@ApplicationScoped
public class SensorModule {
  private static final Logger LOG = LoggerFactory.getLogger(SensorModule.class);
  private static final String OUTPUT = "telemetry";
  private static final Map<String, String> PROPERTIES =
      Map.of(MessageKind.PROPERTY, MessageKind.TELEMETRY.wire());

  private final SensorConfig config;
  private final Config variables;
  private final MeterRegistry registry;
  private final InstantSource clock = InstantSource.system();
  private volatile Map<String, String> refused = Map.of();
  private volatile Parts parts;

  /** What exists while the module runs. */
  private record Parts(
      EdgeModule hub,
      Pipeline pipeline,
      DiskBuffer buffer,
      LiveSettings settings,
      TwinReporter<Report> reporter) {}

  SensorModule(SensorConfig config, Config variables, MeterRegistry registry) {
    this.config = config;
    this.variables = variables;
    this.registry = registry;
  }

  /**
   * Starts reading and sending.
   *
   * @throws BadInputException with what is wrong and what to do
   */
  void start() throws BadInputException {
    Settings configured = configured();
    LiveSettings settings = new LiveSettings(configured);
    Source source = Sources.open(config);
    DiskBuffer buffer = openBuffer();
    String session = SessionId.next(clock.millis(), new SecureRandom());
    EdgeModule.Builder builder = edge();
    EdgeModule hub =
        new Commands(source, session, clock)
            .register(builder)
            .options(
                EdgeOptions.DEFAULT
                    .withMaxOutstanding(config.delivery().window())
                    .withMaxWaiting(config.delivery().window()))
            .metrics(new EdgeMeters(registry))
            .onDesired(desired -> desired(desired, configured, settings))
            .start();
    Sender sender = new Sender(buffer, entry -> send(hub, entry), config.delivery().window());
    Pipeline pipeline = new Pipeline(source, buffer, sender, settings, session, clock);
    TwinReporter<Report> reporter =
        new TwinReporter<>(
            () -> report(settings, buffer, pipeline),
            Report::patch,
            Report.clearing(),
            hub::report);
    new Meters(registry).register(source, buffer);
    parts = new Parts(hub, pipeline, buffer, settings, reporter);
    hub.states()
        .filter(state -> state == ConnectionState.CONNECTED)
        .subscribe()
        .with(
            state -> {
              sender.resume();
              reporter.report();
            });
    pipeline.start();
    LOG.info("session {}: reading {} machines", session, source.tracks().size());
  }

  private Settings configured() throws BadInputException {
    try {
      return Settings.configured(
          config.sampling().interval(), config.batch().size(), config.batch().flush());
    } catch (IllegalArgumentException wrong) {
      throw new BadInputException(wrong.getMessage(), wrong);
    }
  }

  private DiskBuffer openBuffer() throws BadInputException {
    try {
      return DiskBuffer.open(
          config.buffer().folder(),
          config.run().orElse(""),
          config.buffer().maxSize().asLongValue(),
          Math.toIntExact(config.buffer().segmentSize().asLongValue()));
    } catch (IOException | IllegalArgumentException | ArithmeticException failure) {
      throw new BadInputException("sensor.buffer: " + failure.getMessage(), failure);
    }
  }

  private EdgeModule.Builder edge() throws BadInputException {
    try {
      return EdgeModule.builder(
          EdgeEnvironment.variables(name -> variables.getOptionalValue(name, String.class)));
    } catch (IllegalArgumentException incomplete) {
      throw new BadInputException(incomplete.getMessage(), incomplete);
    }
  }

  private static Uni<Void> send(EdgeModule hub, Entry entry) {
    return hub.send(OUTPUT, entry.body(), entry.messageId(), PROPERTIES);
  }

  private void desired(DesiredProperties desired, Settings configured, LiveSettings settings) {
    SettingsChange change = SettingsChange.of(desired, configured, settings.get());
    if (!change.settings().equals(settings.get())) {
      LOG.info("desired version {}: {}", desired.version(), change.settings());
    }
    change.errors().values().forEach(reason -> LOG.warn("refused: {}", reason));
    refused = change.errors();
    settings.set(change.settings());
    Parts running = parts;
    if (running != null) {
      running.reporter().report();
    }
  }

  private Report report(LiveSettings settings, DiskBuffer buffer, Pipeline pipeline) {
    Map<String, String> errors = new TreeMap<>(refused);
    errors.putAll(pipeline.failures());
    return Report.now(
        config.source().name().toLowerCase(Locale.ROOT),
        settings.get(),
        buffer::tallies,
        errors,
        pipeline::done);
  }

  /** Only what has changed. */
  @Scheduled(
      every = "${sensor.report.interval:2s}",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  void reportCounters() {
    Parts running = parts;
    if (running != null) {
      running.reporter().report();
    }
  }

  /** A restart then repeats a second of batches at most, which their numbers tell. */
  @Scheduled(every = "1s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  void checkpoint() throws IOException {
    Parts running = parts;
    if (running != null) {
      running.buffer().checkpoint();
    }
  }

  /** Whether the edge hub is there. */
  boolean connected() {
    Parts running = parts;
    return running != null && running.hub().state() == ConnectionState.CONNECTED;
  }

  /** What stopped working and why, by machine. */
  Map<String, String> failures() {
    Parts running = parts;
    return running == null ? Map.of() : running.pipeline().failures();
  }

  @PreDestroy
  void stop() throws IOException {
    Parts running = parts;
    parts = null;
    if (running != null) {
      running.pipeline().close();
      running.hub().close();
    }
  }
}
