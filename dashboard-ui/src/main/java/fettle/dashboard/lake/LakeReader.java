package fettle.dashboard.lake;

import fettle.lake.duckdb.Session;
import fettle.telemetry.store.Bucket;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.function.Function;

/** Reads what the lake has of a machine. */
@ApplicationScoped
public class LakeReader {
  private final Optional<Lake> lake;
  private final LakeJobs jobs;

  LakeReader(Lakes lakes, LakeJobs jobs) {
    this.lake = lakes.lake();
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
    return lake.isPresent();
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
        LakeReader.<List<Reading>>again(session -> query.read(session, lake.orElseThrow()))
            .andThen(make));
  }

  /** Changes of a machine's model; fails with {@link LakeAway}. */
  public Uni<List<ModelChanges.Change>> models(ModelChanges query) {
    return jobs.run(again(session -> query.read(session, lake.orElseThrow())));
  }

  /** Up to when the lake's files are complete; fails with {@link LakeAway}. */
  public Uni<OptionalLong> complete() {
    return jobs.run(session -> lake.orElseThrow().complete());
  }

  private Answer read(Session session, LakeQuery query) {
    Lake there = lake.orElseThrow();
    return new Answer(there.complete(), query.read(session, there));
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
}
