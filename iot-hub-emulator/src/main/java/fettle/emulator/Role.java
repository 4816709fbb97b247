package fettle.emulator;

/** What an emulator process plays. */
public enum Role {
  /** IoT Edge: edgeHub and the workload API. */
  EDGE,
  /** IoT Hub: identities, twins, the built-in endpoint, the lake, the service API. */
  HUB
}
