package fettle.emulator.lake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderBlobStoreTest {

  @TempDir Path folder;

  @Test
  void aCopyThatNeverBecomesABlobIsNotAmongTheBlobs() throws IOException {
    Path file = Files.writeString(folder.resolve("batch"), "content");
    Path lake = folder.resolve("lake");
    // a folder with something in it cannot be replaced by a blob
    Files.createDirectories(lake.resolve("fettle/0/04.avro/in-the-way"));

    assertThatThrownBy(() -> new FolderBlobStore(lake).put("fettle/0/04.avro", file))
        .isInstanceOf(IOException.class);

    assertThat(LakeFixture.blobs(lake)).isEmpty();
  }

  @Test
  void aBlobThatIsStoredAgainIsReplaced() throws IOException {
    FolderBlobStore store = new FolderBlobStore(folder.resolve("lake"));
    store.put("a/b", Files.writeString(folder.resolve("batch"), "first"));

    store.put("a/b", Files.writeString(folder.resolve("batch"), "second"));

    assertThat(folder.resolve("lake/a/b")).content().isEqualTo("second");
    assertThat(folder.resolve(".lake.part")).isEmptyDirectory();
  }
}
