package fettle.emulator.edgehub;

import fettle.emulator.metrics.Metrics;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.nio.file.Path;
import java.time.InstantSource;

/**
 * What all edge hubs of a process share.
 *
 * @param loop everything runs on it
 * @param disk one thread: files are touched by it alone
 * @param folder each edge device has its own below it
 */
public record EdgeResources(
    Vertx vertx,
    Context loop,
    WorkerExecutor disk,
    Path folder,
    InstantSource clock,
    Metrics metrics) {}
