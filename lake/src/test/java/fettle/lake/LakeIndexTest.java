package fettle.lake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class LakeIndexTest {
  private static final String HASH = "ab".repeat(32);

  @Test
  void whatIsThereComesBackAndWhatALaterVersionAddsIsPassedOver() throws IOException {
    LakeIndex index =
        new LakeIndex(
            Optional.of(Instant.parse("2026-03-01T00:00:00Z")),
            new TreeMap<>(
                Map.of(
                    "day=2026-03-01/device=a%20b/readings.parquet",
                    new LakeIndex.Entry(7, HASH, 1_763_900_000_000L))));

    assertThat(LakeIndex.decode(index.encode())).isEqualTo(index);
    assertThat(LakeIndex.decode(LakeIndex.EMPTY.encode())).isEqualTo(LakeIndex.EMPTY);
    String later =
        new String(index.encode(), StandardCharsets.UTF_8).replace("parquet\n", "parquet\tmore\n");
    assertThat(LakeIndex.decode(later.getBytes(StandardCharsets.UTF_8))).isEqualTo(index);
  }

  @Test
  void whatIsNoIndexOrCutOffIsSaid() {
    assertThatThrownBy(() -> LakeIndex.decode("<html>".getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(IOException.class)
        .hasMessage("parquet/index is no index that this version reads");
    byte[] cut = ("fettle-lake-1\t-\n7\t" + HASH).getBytes(StandardCharsets.UTF_8);
    assertThatThrownBy(() -> LakeIndex.decode(cut))
        .isInstanceOf(IOException.class)
        .hasMessage("parquet/index is cut off in line 2");
  }
}
