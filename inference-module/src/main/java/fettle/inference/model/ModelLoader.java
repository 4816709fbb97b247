package fettle.inference.model;

import fettle.telemetry.model.ModelManifest;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** From a manifest's place and hash to a set of models that can score, or a reason why not. */
public final class ModelLoader {

  private final ModelStore store;
  private final ModelCache cache;
  private final ModelLimits limits;

  /** What became of a target. */
  public sealed interface Result {

    /** Every model is loaded and has run once. */
    record Ready(ModelSet models) implements Result {}

    /**
     * Nothing is loaded.
     *
     * @param reason one sentence that names the model and what is wrong
     * @param passing whether trying again later may help
     */
    record Refused(String reason, boolean passing) implements Result {}
  }

  /**
   * @param cacheFolder where fetched files are kept
   * @param timeout of one download
   */
  public ModelLoader(Path cacheFolder, Duration timeout, ModelLimits limits) {
    this.cache = new ModelCache(cacheFolder);
    this.store = new ModelStore(cache, timeout);
    this.limits = limits;
  }

  ModelLoader(ModelCache cache, ModelStore store, ModelLimits limits) {
    this.cache = cache;
    this.store = store;
    this.limits = limits;
  }

  /** The target that was last in use here, as the cache remembers. */
  Optional<ModelTarget> lastInUse() {
    return cache.lastInUse();
  }

  /** Remembers what is in use and forgets all else. */
  void inUse(ModelTarget target, ModelSet models) {
    Set<String> hashes = new HashSet<>(Set.of(target.sha256()));
    models.loaded().forEach(loaded -> hashes.add(loaded.sha256()));
    cache.inUse(target, hashes);
  }

  Result load(ModelTarget target) {
    List<ModelSet.Loaded> loaded = new ArrayList<>();
    try {
      byte[] bytes =
          store.fetch("the manifest", target.uri(), target.sha256(), limits.manifestBytes());
      ModelManifest manifest = manifest(bytes);
      if (manifest.models().size() > limits.models()) {
        throw ModelRefusal.wrong(
            "the manifest names %d models, the limit is %d"
                .formatted(manifest.models().size(), limits.models()));
      }
      for (ModelManifest.Entry entry : manifest.models()) {
        loaded.add(load(entry, target.uri()));
      }
      return new Result.Ready(new ModelSet(loaded));
    } catch (ModelRefusal e) {
      loaded.forEach(one -> one.model().close());
      return new Result.Refused(e.getMessage(), e.passing());
    } catch (RuntimeException | OutOfMemoryError e) {
      loaded.forEach(one -> one.model().close());
      throw e;
    }
  }

  private static ModelManifest manifest(byte[] bytes) throws ModelRefusal {
    try {
      return ModelManifest.decode(bytes);
    } catch (IllegalArgumentException e) {
      throw ModelRefusal.wrong(e.getMessage());
    }
  }

  private static URI place(ModelManifest.Entry entry, URI manifest) throws ModelRefusal {
    try {
      return manifest.resolve(entry.uri());
    } catch (IllegalArgumentException e) {
      throw ModelRefusal.wrong("the manifest names a place that is no URI: " + e.getMessage());
    }
  }

  private ModelSet.Loaded load(ModelManifest.Entry entry, URI manifest) throws ModelRefusal {
    String what = "model " + entry.title();
    URI uri = place(entry, manifest);
    byte[] bytes = store.fetch(what, uri, entry.sha256(), limits.modelBytes());
    OnnxModel model;
    try {
      model = OnnxModel.load(bytes, limits.windowValues());
    } catch (ModelRefusal e) {
      throw ModelRefusal.wrong(what + " is refused: " + e.getMessage());
    }
    if (!model.info().label().equals(entry.title())) {
      model.close();
      throw ModelRefusal.wrong(what + " is refused: its metadata calls it " + model.info().label());
    }
    return new ModelSet.Loaded(model, entry.sha256(), entry.machines());
  }
}
