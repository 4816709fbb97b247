package fettle.ops.bench;

import fettle.ops.Failure;
import fettle.ops.process.Processes;
import fettle.ops.process.RedisServer;
import fettle.telemetry.store.MachineState;
import fettle.telemetry.store.MachineStateCodec;
import fettle.telemetry.store.StoreKeys;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/**
 * The packaged gateway and a real Redis, each a process of its own. The clock runs from the first
 * step in the store, when the gateway is up, to the last.
 */
final class GatewayRun {
  private static final long PATIENCE_NANOS = TimeUnit.MINUTES.toNanos(10);
  private static final double NANOS = 1e9;

  private final Path gateway;
  private final String heap;
  private final List<String> javaOptions;
  private final String bind;
  private final Path folder;

  GatewayRun(Path gateway, String heap, List<String> javaOptions, String bind, Path folder) {
    this.gateway = gateway;
    this.heap = heap;
    this.javaOptions = javaOptions;
    this.bind = bind;
    this.folder = folder;
  }

  Measured run(BrokerProcess broker, LoadShape load) throws IOException, InterruptedException {
    try (RedisServer redis = RedisServer.start(folder, bind)) {
      Process process = startGateway(broker, redis);
      try {
        return measure(broker, load, redis, process);
      } finally {
        Processes.end(process);
      }
    }
  }

  private Measured measure(
      BrokerProcess broker, LoadShape load, RedisServer redis, Process gatewayProcess) {
    Vertx vertx = Vertx.vertx();
    Redis client = Redis.createClient(vertx, redis.uri());
    try {
      long atStart = waitFor(client, gatewayProcess, 1);
      List<Usage> before = usage(broker, redis, gatewayProcess);
      long started = System.nanoTime();
      waitFor(client, gatewayProcess, load.messages());
      double seconds = (System.nanoTime() - started) / NANOS;
      List<Usage> after = usage(broker, redis, gatewayProcess);
      requireRolledUp(client, load);
      List<Usage> used = new ArrayList<>();
      for (int i = 0; i < after.size(); i++) {
        used.add(after.get(i).since(before.get(i)));
      }
      double share = (load.messages() - atStart) / (double) load.messages();
      return new Measured(seconds / share, used);
    } finally {
      client.close();
      vertx.close();
    }
  }

  private static List<Usage> usage(BrokerProcess broker, RedisServer redis, Process gateway) {
    return List.of(
        Usage.of("gateway", gateway.toHandle()),
        Usage.of("redis", redis.handle()),
        Usage.of("broker", broker.process().toHandle()));
  }

  /** Waits until so many messages are in the store; returns how many there are. */
  private static long waitFor(Redis client, Process gateway, long messages) {
    long deadline = System.nanoTime() + PATIENCE_NANOS;
    while (true) {
      long done = progress(client);
      if (done >= messages) {
        return done;
      }
      try {
        if (gateway.waitFor(20, TimeUnit.MILLISECONDS) || System.nanoTime() > deadline) {
          throw new Failure("the gateway stopped at " + done + " of " + messages + " messages");
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new Failure("interrupted", e);
      }
    }
  }

  private static long progress(Redis client) {
    long sum = 0;
    for (Response offset :
        perPartition(client, Command.HGET, StoreKeys::progress, StoreKeys.OFFSET)) {
      sum += offset == null ? 0 : offset.toLong();
    }
    return sum;
  }

  /**
   * A rate counts only when the readings are in the rollups, and not passed over.
   *
   * @throws Failure when some are missing
   */
  private static void requireRolledUp(Redis client, LoadShape load) {
    long rolledUp = 0;
    for (Response machines : perPartition(client, Command.HVALS, StoreKeys::machines)) {
      for (Response machine : machines) {
        MachineState.Counters counters = MachineStateCodec.decode(machine.toBytes()).counters();
        rolledUp += counters.readings() - counters.late() - counters.future();
      }
    }
    if (rolledUp != load.readings()) {
      throw new Failure(
          "only %,d of %,d readings were rolled up".formatted(rolledUp, load.readings()));
    }
  }

  /** The answers to one command on a key of every partition. */
  private static List<Response> perPartition(
      Redis client, Command command, Function<StoreKeys, String> key, String... arguments) {
    List<Request> requests = new ArrayList<>();
    for (int partition = 0; partition < LoadShape.PARTITIONS; partition++) {
      Request request = Request.cmd(command).arg(key.apply(new StoreKeys(partition)));
      for (String argument : arguments) {
        request.arg(argument);
      }
      requests.add(request);
    }
    try {
      return client
          .batch(requests)
          .toCompletionStage()
          .toCompletableFuture()
          .get(30, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new Failure("Redis does not answer", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Failure("interrupted", e);
    }
  }

  private Process startGateway(BrokerProcess broker, RedisServer redis) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Xmx" + heap);
    command.addAll(javaOptions);
    command.add("-Dkafka.bootstrap.servers=" + broker.bootstrap());
    command.add("-Dmp.messaging.incoming.telemetry.topic=" + LoadShape.TOPIC);
    command.add("-Dquarkus.redis.hosts=" + redis.uri());
    command.add("-Dquarkus.http.host=" + bind);
    command.add("-Dquarkus.http.port=0");
    command.add("-jar");
    command.add(gateway.toString());
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(folder.resolve("gateway.log").toFile())
        .start();
  }
}
