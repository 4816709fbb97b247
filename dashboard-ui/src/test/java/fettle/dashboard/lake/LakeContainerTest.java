package fettle.dashboard.lake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fettle.lake.LakeIndex;
import fettle.lake.Partition;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LakeContainerTest {
  private static final LocalDate DAY = LocalDate.parse("2026-03-01");
  private static final long FROM = new Partition(DAY, "d").from();
  private static final Instant COMPLETE = Instant.parse("2026-03-04T00:00:00Z");
  private static final int SIZE = 400;

  @TempDir Path folder;
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final PlayedBlobs blobs = new PlayedBlobs();
  private Instant now = Instant.parse("2026-03-05T00:00:00Z");

  /** A container in memory. */
  private static final class PlayedBlobs implements Blobs {
    private final Map<String, byte[]> contents = new ConcurrentHashMap<>();
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final TreeMap<String, LakeIndex.Entry> entries = new TreeMap<>();

    /** Puts a file there, and into the index. */
    void publish(String name, String text) {
      byte[] content = text.getBytes(StandardCharsets.UTF_8);
      contents.put(LakeIndex.blob(name), content);
      entries.put(name, new LakeIndex.Entry(content.length, sha256(content), 1));
      contents.put(LakeIndex.NAME, new LakeIndex(Optional.of(COMPLETE), entries).encode());
    }

    @Override
    public String place() {
      return "https://played/lake";
    }

    @Override
    public Optional<Content> read(String name, String known, long most) throws IOException {
      byte[] content = content(name);
      String etag = sha256(content);
      asked.add(name + (etag.equals(known) ? " as known" : ""));
      return etag.equals(known) ? Optional.empty() : Optional.of(new Content(content, etag));
    }

    @Override
    public void download(String name, Path file) throws IOException {
      asked.add(name);
      Files.write(file, content(name));
    }

    private byte[] content(String name) throws IOException {
      byte[] content = contents.get(name);
      if (content == null) {
        throw new NoSuchFileException(name);
      }
      return content;
    }
  }

  private static String sha256(byte[] content) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private Lake lake(long most) {
    return new LakeContainer(
        blobs, new FileCache(folder, most, () -> now, registry), Duration.ofSeconds(30), () -> now);
  }

  private static String readings(int day) {
    return LakeIndex.name(new Partition(DAY.plusDays(day), "d").path());
  }

  /** Three days of a device, the first with a rollup, each file of {@link #SIZE} bytes. */
  private void threeDays() {
    for (int day = 0; day < 3; day++) {
      blobs.publish(readings(day), Integer.toString(day).repeat(SIZE));
    }
    blobs.publish(readings(0).replace("readings", "rollup"), "r".repeat(SIZE));
    blobs.publish(LakeIndex.name(new Partition(DAY, "other").path()), "o");
  }

  private List<String> kept() throws IOException {
    List<String> kept = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : (Iterable<Path>) files::iterator) {
        kept.add(Files.readString(file).substring(0, 1));
      }
    }
    return kept.stream().sorted().toList();
  }

  @Test
  void aDevicesDaysAreThoseOfTheIndexWhichIsAskedForOnceAWhile() {
    assertThat(lake(10_000).days("d", FROM, FROM + Partition.DAY)).isEmpty();
    threeDays();
    Lake lake = lake(10_000);

    List<Lake.Day> days = lake.days("d", FROM, FROM + 2 * Partition.DAY);
    lake.days("d", FROM, FROM + 1);
    now = now.plusSeconds(31);

    assertThat(lake.complete()).isEqualTo(OptionalLong.of(COMPLETE.toEpochMilli()));
    assertThat(days).extracting(Lake.Day::readings).containsExactly(readings(0), readings(1));
    assertThat(days).extracting(day -> day.rollup().isPresent()).containsExactly(true, false);
    assertThat(blobs.asked).containsExactly(LakeIndex.NAME, LakeIndex.NAME + " as known");
  }

  @Test
  void filesAreCopiedOnceAndAnotherProcessFindsThemToo() throws IOException {
    threeDays();
    List<String> wanted = List.of(readings(1), readings(0));

    List<Path> files = lake(10_000).files(wanted);
    blobs.asked.clear();

    assertThat(Files.readString(files.getFirst())).isEqualTo("1".repeat(SIZE));
    assertThat(lake(10_000).files(wanted)).isEqualTo(files);
    assertThat(blobs.asked).containsExactly(LakeIndex.NAME);
  }

  @Test
  void whatWasNotUsedForLongestMakesRoom() throws IOException {
    threeDays();
    Lake lake = lake(2 * SIZE + 1);
    lake.files(List.of(readings(0)));
    now = now.plusSeconds(1);
    lake.files(List.of(readings(1)));
    now = now.plusSeconds(1);
    lake.files(List.of(readings(0)));
    now = now.plusSeconds(1);

    lake.files(List.of(readings(2)));

    assertThat(kept()).containsExactly("0", "2");
    assertThat(registry.get("fettle.dashboard.lake.evicted").counter().count()).isEqualTo(1);
    assertThat(registry.get("fettle.dashboard.lake.cache.bytes").gauge().value())
        .isEqualTo(2 * SIZE);
    assertThatThrownBy(() -> lake.files(List.of(readings(0), readings(1), readings(2))))
        .isInstanceOf(LakeAway.class)
        .hasMessageContaining("dashboard.lake.cache-mb keeps 0; zoom in, or raise it");
  }

  @Test
  void aFileThatIsReplacedBetweenIndexAndCopyIsNotTakenAndIsThereTheNextTime() throws IOException {
    threeDays();
    Lake lake = lake(10_000);
    lake.days("d", FROM, FROM + 1);
    blobs.publish(readings(0), "n".repeat(SIZE));

    assertThatThrownBy(() -> lake.files(List.of(readings(0))))
        .isInstanceOf(LakeAway.class)
        .hasMessage(
            "the lake's container https://played/lake cannot be read: %s was replaced meanwhile"
                .formatted(readings(0)));

    assertThat(kept()).isEmpty();
    assertThat(Files.readString(lake.files(List.of(readings(0))).getFirst())).startsWith("n");
  }

  @Test
  void aCopyThatWasCutOffIsMadeAgainAndOnesOfProcessesThatAreGoneAreTakenAway() throws IOException {
    threeDays();
    Path file = lake(10_000).files(List.of(readings(0))).getFirst();
    Files.writeString(file, "0");
    Files.writeString(folder.resolve(".gone.part"), "p");
    now = Instant.now().plus(Duration.ofHours(2));

    lake(10_000).files(List.of(readings(0)));

    assertThat(kept()).containsExactly("0");
    assertThat(file).hasSize(SIZE);
  }
}
