package fettle.ops.stage;

/** Counts what a program on a stage does that others can see. */
sealed interface Signs extends AutoCloseable permits Signs.Messages, StoredMessages, Viewers {
  long count();

  @Override
  void close();

  static Signs of(Stage stage, StagedProgram program) {
    return switch (program) {
      case SENSOR -> new Messages(stage, "mqtt.telemetry");
      case INFERENCE -> new Messages(stage, "hub.accepted");
      case GATEWAY -> new StoredMessages(stage.redis());
      case DASHBOARD -> new Viewers(stage.dashboard(), Stage.MACHINES);
    };
  }

  /**
   * Messages that somebody took.
   *
   * @param metric the emulator's that counts them
   */
  record Messages(Stage stage, String metric) implements Signs {
    @Override
    public long count() {
      return stage.metric(metric);
    }

    @Override
    public void close() {}
  }
}
