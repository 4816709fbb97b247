package fettle.ops.stage;

/** Counts what a program on a stage does that others can see. */
sealed interface Signs extends AutoCloseable permits Signs.Messages, StoredMessages, Viewers {
  long count();

  @Override
  void close();

  static Signs of(Stage stage, StagedProgram program) {
    return switch (program) {
      case SENSOR, INFERENCE -> new Messages(stage);
      case GATEWAY -> new StoredMessages(stage.redis());
      case DASHBOARD -> new Viewers(stage.dashboard(), Stage.MACHINES);
    };
  }

  /** Messages that the hub took. */
  record Messages(Stage stage) implements Signs {
    @Override
    public long count() {
      return stage.messages();
    }

    @Override
    public void close() {}
  }
}
