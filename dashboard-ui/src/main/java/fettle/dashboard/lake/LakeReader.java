package fettle.dashboard.lake;

import fettle.dashboard.config.DashboardConfig;
import fettle.lake.Freshness;
import fettle.lake.duckdb.Session;
import fettle.telemetry.store.Bucket;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.function.Function;

/** Reads what the lake has of a machine. */
@ApplicationScoped
public class LakeReader {
  private final Optional<Path> folder;
  private final LakeJobs jobs;

  LakeReader(DashboardConfig config, LakeJobs jobs) {
    this.folder = config.lake().folder();
    this.jobs = jobs;
  }

  /**
   * What there is.
   *
   * @param until epoch milliseconds up to which the files are complete; empty where nobody has
   *     written that down
   * @param buckets by their start, the first ones where there are more than were asked for
   */
  public record Answer(OptionalLong until, SortedMap<Long, Bucket> buckets) {}

  /** Whether there is a lake at all. */
  public boolean isThere() {
    return folder.isPresent();
  }

  /** Buckets of a machine; fails with {@link LakeAway}. */
  public Uni<Answer> buckets(LakeQuery query) {
    return buckets(query, answer -> answer);
  }

  /**
   * The same.
   *
   * @param make what is wanted of them, made where waiting is allowed
   */
  public <R> Uni<R> buckets(LakeQuery query, Function<Answer, R> make) {
    return jobs.run(again(session -> read(session, query)).andThen(make));
  }

  /**
   * Readings of a machine; fails with {@link LakeAway}.
   *
   * @param make what is wanted of them, made where waiting is allowed
   */
  public <R> Uni<R> readings(ReadingsQuery query, Function<List<Reading>, R> make) {
    return jobs.run(
        LakeReader.<List<Reading>>again(
                session ->
                    query.read(
                        session,
                        new LakeFolder(folder.orElseThrow())
                            .days(query.machine().device(), query.from(), query.to())))
            .andThen(make));
  }

  /** Changes of a machine's model; fails with {@link LakeAway}. */
  public Uni<List<ModelChanges.Change>> models(ModelChanges query) {
    return jobs.run(
        again(
            session ->
                query.read(
                    session,
                    new LakeFolder(folder.orElseThrow())
                        .days(query.machine().device(), query.from(), query.to()))));
  }

  /** Up to when the lake's files are complete; fails with {@link LakeAway}. */
  public Uni<OptionalLong> complete() {
    return jobs.run(session -> until());
  }

  private Answer read(Session session, LakeQuery query) {
    LakeFolder lake = new LakeFolder(folder.orElseThrow());
    return new Answer(
        until(),
        query.read(session, lake.days(query.machine().device(), query.from(), query.to())));
  }

  /** A file that is replaced between being found and being read is there when looked for again. */
  private static <T> Function<Session, T> again(Function<Session, T> work) {
    return session -> {
      try {
        return work.apply(session);
      } catch (LakeAway first) {
        return work.apply(session);
      }
    };
  }

  private OptionalLong until() {
    try {
      Optional<Instant> until = Freshness.read(folder.orElseThrow());
      return until.isPresent() ? OptionalLong.of(until.get().toEpochMilli()) : OptionalLong.empty();
    } catch (IOException e) {
      throw new LakeAway("when the lake was last read into its files is not known: " + e, e);
    }
  }
}
