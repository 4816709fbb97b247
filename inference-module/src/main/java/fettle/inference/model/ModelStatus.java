package fettle.inference.model;

import java.util.List;
import java.util.Locale;

/**
 * What is reported of the models.
 *
 * @param sha256 of the manifest that is in use or was tried last; null before any
 * @param state of that manifest
 * @param error why it is not in use; null when it is
 * @param loaded the models in use, whatever the state
 */
public record ModelStatus(String sha256, State state, String error, List<Model> loaded) {

  /** Nothing was asked for yet. */
  public static final ModelStatus NONE = new ModelStatus(null, State.NONE, null, List.of());

  /** Where the wanted manifest stands. */
  public enum State {
    /** The twin asks for no models. */
    NONE,
    ACTIVE,
    FAILED;

    public String wire() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** One model in use. */
  public record Model(String name, int version, String sha256, List<String> machines) {}
}
