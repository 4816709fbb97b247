package fettle.dashboard.lake;

import fettle.lake.LakeIndex;
import fettle.lake.Partition;
import fettle.lake.Rollup;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A container that a worker copies the files into ({@code dataset.publish}). What is there its
 * index says, which is asked for again every so often and by its etag; files are copied here when
 * they are needed. Thread-safe.
 */
final class LakeContainer implements Lake {
  /** A million files. */
  private static final long LARGEST_INDEX = 128L << 20;

  private final Blobs blobs;
  private final FileCache cache;
  private final Duration refresh;
  private final InstantSource clock;
  private LakeIndex index = LakeIndex.EMPTY;
  private String etag = "";
  private Instant askedAt = Instant.EPOCH;

  /**
   * @param refresh how old what is known of the index may be
   */
  LakeContainer(Blobs blobs, FileCache cache, Duration refresh, InstantSource clock) {
    this.blobs = blobs;
    this.cache = cache;
    this.refresh = refresh;
    this.clock = clock;
  }

  @Override
  public List<Day> days(String device, long from, long to) {
    LakeIndex known = index();
    List<Day> days = new ArrayList<>();
    for (Partition day = Partition.of(device, from); day.from() < to; day = day.plusDays(1)) {
      String readings = LakeIndex.name(day.path());
      if (known.files().containsKey(readings)) {
        String rollup = LakeIndex.name(Rollup.beside(day.path()));
        days.add(
            new Day(
                day,
                readings,
                Optional.of(rollup).filter(name -> known.files().containsKey(name))));
      }
    }
    return days;
  }

  @Override
  public List<Path> files(List<String> names) {
    LakeIndex known = index();
    List<FileCache.Wanted> wanted = new ArrayList<>();
    for (String name : names) {
      LakeIndex.Entry entry = known.files().get(name);
      if (entry == null) {
        throw new LakeAway("the lake has no " + name + " any more");
      }
      wanted.add(new FileCache.Wanted(name, entry));
    }
    try {
      return cache.all(wanted, blobs);
    } catch (FileCache.Replaced e) {
      forget();
      throw away(e);
    } catch (IOException e) {
      throw away(e);
    }
  }

  @Override
  public OptionalLong complete() {
    Optional<Instant> complete = index().complete();
    return complete.isPresent()
        ? OptionalLong.of(complete.get().toEpochMilli())
        : OptionalLong.empty();
  }

  private synchronized LakeIndex index() {
    Instant now = clock.instant();
    if (now.isBefore(askedAt.plus(refresh))) {
      return index;
    }
    try {
      Optional<Blobs.Content> newer = blobs.read(LakeIndex.NAME, etag, LARGEST_INDEX);
      if (newer.isPresent()) {
        index = LakeIndex.decode(newer.get().bytes());
        etag = newer.get().etag();
      }
    } catch (NoSuchFileException notYet) {
      index = LakeIndex.EMPTY;
      etag = "";
    } catch (IOException e) {
      throw away(e);
    }
    askedAt = now;
    return index;
  }

  /** What is known is not so any more. */
  private synchronized void forget() {
    askedAt = Instant.EPOCH;
  }

  private LakeAway away(IOException e) {
    return new LakeAway(
        "the lake's container %s cannot be read: %s".formatted(blobs.place(), e.getMessage()), e);
  }
}
