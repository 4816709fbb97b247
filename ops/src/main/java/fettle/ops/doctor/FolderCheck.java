package fettle.ops.doctor;

import java.nio.file.Files;
import java.nio.file.Path;

/** A folder can be written, or made. */
record FolderCheck(Path folder) implements Check {

  @Override
  public String name() {
    return "folder";
  }

  @Override
  public Verdict examine() {
    Path existing = folder.toAbsolutePath();
    while (!Files.exists(existing)) {
      existing = existing.getParent();
    }
    return Files.isDirectory(existing) && Files.isWritable(existing)
        ? new Verdict.Fine(folder + " can be written")
        : new Verdict.Missing(
            existing + " is no folder that can be written",
            "make it one, or choose another place with --state");
  }
}
