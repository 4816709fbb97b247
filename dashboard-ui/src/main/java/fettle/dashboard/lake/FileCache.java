package fettle.dashboard.lake;

import fettle.lake.LakeIndex;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Copies of the lake's files, each named by the hash of its content: what is there is whole and
 * right, whoever put it there, so processes may share the folder. Beyond the bound those go that
 * were not used for longest. A query whose file is gone when it is read is run again by its caller.
 */
final class FileCache {
  private static final String SUFFIX = ".parquet";
  private static final String PART = ".part";
  private static final int AT_ONCE = 8;

  /** A download that began so long ago is of a process that is gone. */
  private static final Duration ABANDONED = Duration.ofHours(1);

  private final Path folder;
  private final long most;
  private final InstantSource clock;
  private final AtomicLong bytes = new AtomicLong();
  private final Counter downloads;
  private final Counter evicted;

  /** A file that is wanted. */
  record Wanted(String name, LakeIndex.Entry entry) {}

  /** Another content came than the index says: it was replaced meanwhile. */
  static final class Replaced extends IOException {
    private static final long serialVersionUID = 1;

    Replaced(String name) {
      super(name + " was replaced meanwhile");
    }
  }

  private record Kept(Path file, long bytes, FileTime used) {}

  /**
   * @param most bytes of all files
   */
  FileCache(Path folder, long most, InstantSource clock, MeterRegistry registry) {
    this.folder = folder;
    this.most = most;
    this.clock = clock;
    downloads = registry.counter("fettle.dashboard.lake.downloads");
    evicted = registry.counter("fettle.dashboard.lake.evicted");
    registry.gauge("fettle.dashboard.lake.cache.bytes", bytes);
  }

  /**
   * The files, in the order of what is wanted; waits until all are here.
   *
   * @throws LakeAway when they are more than the cache may hold
   * @throws Replaced when one of them has another content by now
   */
  List<Path> all(List<Wanted> wanted, Blobs blobs) throws IOException {
    Files.createDirectories(folder);
    long needed = wanted.stream().mapToLong(each -> each.entry().bytes()).sum();
    if (needed > most) {
      throw new LakeAway(
          "what is asked for takes %,d MB of the lake, and dashboard.lake.cache-mb keeps %,d; zoom in"
                  .formatted(needed >> 20, most >> 20)
              + ", or raise it");
    }
    if (!missing(wanted).isEmpty()) {
      bring(wanted, blobs);
    }
    return wanted.stream().map(this::path).toList();
  }

  /** One query at a time: two would each make room for themselves alone. */
  private synchronized void bring(List<Wanted> wanted, Blobs blobs) throws IOException {
    List<Wanted> missing = missing(wanted);
    if (!missing.isEmpty()) {
      makeRoom(wanted, missing);
      download(missing, blobs);
    }
  }

  private List<Wanted> missing(List<Wanted> wanted) throws IOException {
    List<Wanted> missing = new ArrayList<>();
    for (Wanted each : wanted) {
      if (!isHere(each)) {
        missing.add(each);
      }
    }
    return missing;
  }

  private Path path(Wanted wanted) {
    return folder.resolve(wanted.entry().sha256() + SUFFIX);
  }

  /** Whether it is here; it is then the one that was used last. */
  private boolean isHere(Wanted wanted) throws IOException {
    try {
      if (Files.size(path(wanted)) != wanted.entry().bytes()) {
        return false;
      }
      Files.setLastModifiedTime(path(wanted), FileTime.from(clock.instant()));
      return true;
    } catch (NoSuchFileException e) {
      return false;
    }
  }

  private void makeRoom(List<Wanted> wanted, List<Wanted> missing) throws IOException {
    Set<Path> kept = wanted.stream().map(this::path).collect(Collectors.toSet());
    List<Kept> here = here();
    long all = here.stream().mapToLong(Kept::bytes).sum();
    long room = most - missing.stream().mapToLong(each -> each.entry().bytes()).sum();
    for (Kept oldest : here) {
      if (all > room && !kept.contains(oldest.file())) {
        Files.deleteIfExists(oldest.file());
        evicted.increment();
        all -= oldest.bytes();
      }
    }
    bytes.set(all + most - room);
  }

  /** Files that are whole, the one first that was not used for longest. */
  private List<Kept> here() throws IOException {
    List<Kept> here = new ArrayList<>();
    Instant abandoned = clock.instant().minus(ABANDONED);
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : (Iterable<Path>) files::iterator) {
        try {
          FileTime used = Files.getLastModifiedTime(file);
          if (file.toString().endsWith(SUFFIX)) {
            here.add(new Kept(file, Files.size(file), used));
          } else if (file.toString().endsWith(PART) && used.toInstant().isBefore(abandoned)) {
            Files.deleteIfExists(file);
          }
        } catch (NoSuchFileException gone) {
          // another process made room
        }
      }
    }
    here.sort(Comparator.comparing(Kept::used));
    return here;
  }

  private void download(List<Wanted> missing, Blobs blobs) throws IOException {
    try (ExecutorService threads =
        Executors.newFixedThreadPool(AT_ONCE, Thread.ofVirtual().factory())) {
      List<Future<?>> under = new ArrayList<>();
      missing.forEach(
          each ->
              under.add(
                  threads.submit(
                      () -> {
                        download(each, blobs);
                        return null;
                      })));
      try {
        for (Future<?> one : under) {
          one.get();
        }
      } catch (ExecutionException e) {
        threads.shutdownNow();
        throw e.getCause() instanceof IOException io ? io : new IOException(e.getCause());
      } catch (InterruptedException e) {
        threads.shutdownNow();
        Thread.currentThread().interrupt();
        throw new IOException("broken off", e);
      }
    }
  }

  private void download(Wanted wanted, Blobs blobs) throws IOException {
    Path part = folder.resolve("." + UUID.randomUUID() + PART);
    try {
      blobs.download(LakeIndex.blob(wanted.name()), part);
      if (!wanted.entry().isContentOf(part)) {
        throw new Replaced(wanted.name());
      }
      Files.setLastModifiedTime(part, FileTime.from(clock.instant()));
      Files.move(part, path(wanted), StandardCopyOption.ATOMIC_MOVE);
      downloads.increment();
    } finally {
      Files.deleteIfExists(part);
    }
  }
}
