package fettle.ops.deploy;

import fettle.ops.Failure;
import fettle.ops.hub.HubInfo;
import fettle.ops.hub.HubService;
import fettle.ops.pipeline.Redaction;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Finds the hub of the system that runs on this machine. */
public final class LocalHub {
  private LocalHub() {}

  /**
   * @param folder the running system's
   * @throws Failure when none runs there
   */
  public static HubService in(Path folder, Redaction redaction) {
    Path file = folder.resolve("hub/hub.json");
    if (!Files.isRegularFile(file)) {
      throw new Failure(
          "no system runs in %s; start one with ./fettle provision, or name its folder with --folder"
              .formatted(folder));
    }
    try {
      HubInfo info = HubInfo.read(file);
      redaction.remember(info.kafkaPassword());
      redaction.remember(info.serviceCredential().getSignature());
      return HubService.local(info);
    } catch (IOException e) {
      throw new Failure(file + " cannot be used: " + e.getMessage(), e);
    }
  }
}
