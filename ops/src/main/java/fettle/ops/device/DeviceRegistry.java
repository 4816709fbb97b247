package fettle.ops.device;

import com.microsoft.azure.sdk.iot.service.auth.AuthenticationType;
import com.microsoft.azure.sdk.iot.service.auth.SymmetricKey;
import com.microsoft.azure.sdk.iot.service.registry.Device;
import com.microsoft.azure.sdk.iot.service.registry.DeviceStatus;
import com.microsoft.azure.sdk.iot.service.twin.DeviceCapabilities;
import fettle.ops.Failure;
import fettle.ops.hub.HubService;
import fettle.ops.pipeline.PassingFailure;
import fettle.ops.pipeline.Redaction;
import java.util.Optional;

/** One device's identity in the hub. */
final class DeviceRegistry {
  private final HubService hub;
  private final String id;
  private final Redaction redaction;

  DeviceRegistry(HubService hub, String id, Redaction redaction) {
    this.hub = hub;
    this.id = id;
    this.redaction = redaction;
  }

  String id() {
    return id;
  }

  Optional<Device> find() throws PassingFailure {
    Optional<Device> device = hub.find(what(), () -> hub.registry().getDevice(id));
    device.filter(it -> kind(it) == Credential.Kind.SAS).ifPresent(this::rememberKeys);
    return device;
  }

  private void rememberKeys(Device device) {
    redaction.remember(device.getPrimaryKey());
    redaction.remember(device.getSecondaryKey());
  }

  static Credential.Kind kind(Device device) {
    return switch (device.getAuthenticationType()) {
      case SAS -> Credential.Kind.SAS;
      case SELF_SIGNED -> Credential.Kind.X509;
      case CERTIFICATE_AUTHORITY ->
          throw new Failure(
              "device %s proves itself with a certificate of an authority; renew it there"
                  .formatted(device.getDeviceId()));
    };
  }

  /** What the hub keeps of the credential that counts first. */
  static String known(Device device) {
    return switch (kind(device)) {
      case SAS -> device.getPrimaryKey();
      case X509 -> device.getPrimaryThumbprint();
    };
  }

  static boolean isEnabled(Device device) {
    return device.getStatus() == DeviceStatus.Enabled;
  }

  void create(Credential credential) throws PassingFailure {
    Device device =
        switch (credential) {
          case Credential.SharedKey key -> new Device(id);
          case Credential.SelfSigned certificate -> new Device(id, AuthenticationType.SELF_SIGNED);
        };
    DeviceCapabilities capabilities = new DeviceCapabilities();
    capabilities.setIotEdge(true);
    device.setCapabilities(capabilities);
    // the second of the two is of no use yet: it has the value of the first
    set(device, credential, credential.known());
    hub.call(what(), () -> hub.registry().addDevice(device));
  }

  /** The credential counts first from now on, and the one that did still counts. */
  void rotate(Device device, Credential credential) throws PassingFailure {
    set(device, credential, known(device));
    update(device);
  }

  /** The credential is the only one from now on, and the device is let in. */
  void restore(Device device, Credential credential) throws PassingFailure {
    set(device, credential, credential.known());
    device.setStatus(DeviceStatus.Enabled);
    update(device);
  }

  void disable(Device device) throws PassingFailure {
    device.setStatus(DeviceStatus.Disabled);
    update(device);
  }

  void delete() throws PassingFailure {
    hub.find(
        what(),
        () -> {
          hub.registry().removeDevice(id);
          return id;
        });
  }

  private static void set(Device device, Credential credential, String second) {
    switch (credential) {
      case Credential.SharedKey key -> {
        SymmetricKey keys = new SymmetricKey();
        keys.setPrimaryKey(key.known());
        keys.setSecondaryKey(second);
        device.setSymmetricKey(keys);
      }
      case Credential.SelfSigned certificate -> device.setThumbprint(certificate.known(), second);
    }
  }

  private void update(Device device) throws PassingFailure {
    hub.call(what(), () -> hub.registry().updateDevice(device));
  }

  private String what() {
    return "device " + id;
  }
}
