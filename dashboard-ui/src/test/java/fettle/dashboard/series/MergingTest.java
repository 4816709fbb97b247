package fettle.dashboard.series;

import static org.assertj.core.api.Assertions.assertThat;

import fettle.telemetry.store.Bucket;
import fettle.telemetry.store.BucketCodec;
import fettle.telemetry.store.Tier;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class MergingTest {
  private static final Tier SECOND = new Tier(1_000, 3_600_000);

  @Property
  void noExtremeIsLostHoweverManyBucketsAreMerged(
      @ForAll @Size(min = 1, max = 80) List<@DoubleRange(min = -1e6, max = 1e6) Double> values,
      @ForAll @IntRange(min = 1, max = 90) int factor) {
    SortedMap<Long, byte[]> stored = new TreeMap<>();
    for (int i = 0; i < values.size(); i++) {
      stored.put(i * 1_000L, packed(values.get(i)));
    }

    SortedMap<Long, Bucket> shown = Merging.merge(stored, new Resolution(SECOND, factor));

    double least = shown.values().stream().mapToDouble(b -> b.min(0)).min().orElseThrow();
    double most = shown.values().stream().mapToDouble(b -> b.max(0)).max().orElseThrow();
    assertThat(least).isEqualTo(values.stream().min(Double::compare).orElseThrow());
    assertThat(most).isEqualTo(values.stream().max(Double::compare).orElseThrow());
    assertThat(shown.values().stream().mapToLong(Bucket::readings).sum()).isEqualTo(values.size());
    assertThat(shown).hasSize(Math.ceilDiv(values.size(), factor));
  }

  @Property
  void bucketsThatAreShownAsStoredArePassedOnUntouched(
      @ForAll @DoubleRange(min = -1e6, max = 1e6) double value) {
    SortedMap<Long, byte[]> stored = new TreeMap<>();
    stored.put(5_000L, packed(value));

    assertThat(Merging.mergePacked(stored, new Resolution(SECOND, 1))).isSameAs(stored);
    assertThat(Merging.mergePacked(stored, new Resolution(SECOND, 5)))
        .containsEntry(5_000L, packed(value));
  }

  private static byte[] packed(double value) {
    Bucket bucket = new Bucket(1);
    bucket.addReading();
    bucket.add(0, value);
    bucket.addScore(0.25, false);
    return BucketCodec.encode(bucket);
  }
}
