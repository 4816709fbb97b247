package fettle.inference.model;

import java.util.List;

/** Opens the loading of models to tests of other packages. */
public final class Models {

  public static final ModelLimits LIMITS = new ModelLimits(10_000, 1_000_000, 3, 10_000);

  private Models() {}

  public static ModelSet set(byte[] model, String... machines) {
    try {
      return new ModelSet(
          List.of(
              new ModelSet.Loaded(
                  OnnxModel.load(model, LIMITS.windowValues()),
                  ModelStore.sha256(model),
                  List.of(machines))));
    } catch (ModelRefusal e) {
      throw new IllegalArgumentException(e);
    }
  }
}
