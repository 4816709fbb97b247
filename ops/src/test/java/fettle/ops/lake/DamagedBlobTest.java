package fettle.ops.lake;

import static fettle.ops.lake.LakeFixture.START;
import static fettle.ops.lake.LakeFixture.batch;
import static fettle.ops.lake.LakeFixture.message;
import static org.assertj.core.api.Assertions.assertThat;

import fettle.emulator.lake.LakeFormat;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Blobs with bytes changed, cut off and put in: never anything but messages or a reason. */
class DamagedBlobTest {
  private static final int DAMAGES = 400;

  @TempDir private Path folder;

  @Test
  void damageIsToldAndNeverThrown() throws Exception {
    Random random = new Random(5);
    for (LakeFormat format : LakeFormat.values()) {
      Path lake = folder.resolve(format.name());
      List<LakeFixture.Sent> messages = new ArrayList<>();
      for (int seq = 0; seq < 5; seq++) {
        messages.add(message("d", batch("m", "s", seq, START, 3, "x")));
      }
      LakeFixture.write(lake, "2026-03-01T00:00", format, 1 << 20, messages);
      Path file = LakeFixture.blobs(lake).getFirst();
      byte[] whole = Files.readAllBytes(file);
      int told = 0;
      for (int k = 0; k < DAMAGES; k++) {
        Files.write(file, damaged(whole, random));
        told += isTold(new Blob(file.getFileName().toString(), 0, ""), file) ? 1 : 0;
      }
      assertThat(told).as(format.name()).isGreaterThan(DAMAGES / 10);
    }
  }

  private static byte[] damaged(byte[] whole, Random random) {
    byte[] bytes = Arrays.copyOf(whole, whole.length);
    switch (random.nextInt(3)) {
      case 0 -> bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
      case 1 -> {
        for (int from = random.nextInt(bytes.length), i = from;
            i < Math.min(bytes.length, from + 8);
            i++) {
          bytes[i] = (byte) random.nextInt();
        }
      }
      default -> bytes = Arrays.copyOf(bytes, random.nextInt(bytes.length));
    }
    return bytes;
  }

  private boolean isTold(Blob blob, Path file) throws Exception {
    Path spill = Files.createTempDirectory(folder, "spill");
    BlobIntake intake = new BlobIntake(new Spill(spill, 1 << 20));
    try {
      BlobContent.read(blob, file, intake);
      return false;
    } catch (DamagedBlobException told) {
      assertThat(told).hasMessageMatching("(?s).{5,}");
      return true;
    }
  }
}
