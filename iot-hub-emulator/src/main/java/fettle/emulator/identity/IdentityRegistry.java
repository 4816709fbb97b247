package fettle.emulator.identity;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** The hub's devices and modules. Safe for many threads; a change is durable when it returns. */
public interface IdentityRegistry {

  /** IoT Hub's limit for the modules of a device. */
  int MAX_MODULES = 50;

  /**
   * @param moduleId {@code null} for the device itself
   */
  Optional<Identity> find(String deviceId, String moduleId);

  /** Creates a device with its keys; absent keys are made here. */
  Outcome<Identity> create(NewIdentity identity);

  /**
   * Replaces what may change: keys, enabled, edge, managedBy. Generation id and etag of the
   * argument are not taken.
   *
   * @param ifMatch the etag that the stored one must have, or {@code null} or {@code *} for any
   */
  Outcome<Identity> update(Identity identity, String ifMatch);

  /**
   * Takes an identity exactly as another registry has it, keys, generation id and etag included; a
   * new one or in place of the one that is there. A module needs its device.
   */
  Outcome<Identity> adopt(Identity identity);

  /** Deletes a module, or a device with its modules; their twins go with them. */
  Outcome<Identity> delete(String deviceId, String moduleId, String ifMatch);

  /** All devices, ordered by id. */
  List<Identity> devices();

  /** The modules of a device, ordered by id; empty for an unknown device. */
  List<Identity> modules(String deviceId);

  /**
   * Called after an identity was updated (keys, enabled) or deleted, on the thread that did it, so
   * that open connections can be closed. A listener must return soon.
   */
  void onChange(Consumer<Identity> listener);

  /**
   * @param moduleId {@code null} for a device
   * @param primaryKey base64, or {@code null} to have one made
   * @param secondaryKey base64, or {@code null} to have one made
   * @param managedBy may be {@code null}
   */
  record NewIdentity(
      String deviceId,
      String moduleId,
      String primaryKey,
      String secondaryKey,
      boolean enabled,
      boolean edge,
      String managedBy) {

    public static NewIdentity device(String deviceId, boolean edge) {
      return new NewIdentity(deviceId, null, null, null, true, edge, null);
    }

    public static NewIdentity module(String deviceId, String moduleId) {
      return new NewIdentity(deviceId, moduleId, null, null, true, false, null);
    }
  }
}
