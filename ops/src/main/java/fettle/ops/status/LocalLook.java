package fettle.ops.status;

import fettle.ops.hub.HubInfo;
import fettle.ops.hub.HubService;
import fettle.ops.local.Bytes;
import fettle.ops.local.FolderSize;
import fettle.ops.local.LocalSettings;
import fettle.ops.local.RuntimeHost;
import fettle.ops.local.RuntimeState;
import fettle.ops.pipeline.Journal;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Looks at the system of this machine. */
final class LocalLook {
  private final LocalSettings settings;
  private final RuntimeHost host;
  private final Journal journal;
  private final List<String> remarks = new ArrayList<>();

  LocalLook(LocalSettings settings, RuntimeHost host, Journal journal) {
    this.settings = settings;
    this.host = host;
    this.journal = journal;
  }

  Status look(String environment) throws InterruptedException {
    Optional<RuntimeState> runtime = host.running();
    List<Status.Module> modules = List.of();
    Status.Gateway gateway = null;
    if (runtime.isPresent()) {
      modules = modules();
      gateway = gateway();
    } else {
      remarks.add("nothing runs; ./fettle provision starts it");
    }
    List<Status.Resource> resources = resources(runtime);
    return new Status(
        environment,
        "local",
        resources,
        modules,
        gateway,
        PipelineRuns.of(journal),
        List.of(),
        remarks);
  }

  private List<Status.Resource> resources(Optional<RuntimeState> runtime) {
    List<Status.Resource> resources = new ArrayList<>();
    resources.add(
        runtime
            .map(
                state ->
                    new Status.Resource(
                        "runtime", "running", state.pid(), state.started(), 0, place()))
            .orElseGet(() -> new Status.Resource("runtime", "stopped", null, null, null, place())));
    runtime.ifPresent(state -> state.processes().forEach(part -> resources.add(process(part))));
    if (Files.isDirectory(settings.lake())) {
      resources.add(
          new Status.Resource(
              "lake", "there", null, null, null, settings.lake() + ", " + lakeSize()));
    }
    return resources;
  }

  private String place() {
    return settings.folder() + " on " + settings.bind();
  }

  private static Status.Resource process(RuntimeState.Part part) {
    return new Status.Resource(
        part.name(),
        part.life().phase().name().toLowerCase(Locale.ROOT),
        part.life().pid(),
        part.life().since(),
        part.life().restarts(),
        part.log().toString());
  }

  private String lakeSize() {
    try {
      return Bytes.describe(FolderSize.of(settings.lake()));
    } catch (IOException e) {
      return "cannot be read: " + e.getMessage();
    }
  }

  private List<Status.Module> modules() throws InterruptedException {
    try {
      return new HubTwins(HubService.local(HubInfo.read(settings.hubFile()))).modules().modules();
    } catch (IOException e) {
      remarks.add("the hub does not answer (" + e + "); see " + settings.log("hub"));
      return List.of();
    }
  }

  private Status.Gateway gateway() throws InterruptedException {
    try {
      return new GatewayProbe(settings.http(settings.ports().gateway(), "/")).ask();
    } catch (IOException e) {
      remarks.add("the gateway does not answer (" + e + "); see " + settings.log("gateway"));
      return null;
    }
  }
}
