package fettle.telemetry;

/** The names of the message's fields. */
final class Field {
  static final String VERSION = "v";
  static final String MACHINE = "machine";
  static final String SESSION = "session";
  static final String SEQ = "seq";
  static final String TIMES = "t";
  static final String FIRST_TIME = "t0";
  static final String INTERVAL = "dt";
  static final String READINGS = "n";
  static final String SIGNALS = "signals";
  static final String MODEL = "model";
  static final String SCORE = "score";
  static final String ANOMALY = "anomaly";
  static final String CONTRIBUTION = "contribution";
  static final String CONTRIBUTION_AT = "at";
  static final String CONTRIBUTION_SHARE = "share";
  static final String SCORED_AT = "scoredAt";

  static final String FLAT_TIMESTAMP = "timestamp";
  static final String FLAT_TEMPERATURE = "temperature";
  static final String FLAT_HUMIDITY = "humidity";
  static final String FLAT_PREDICTION = "prediction";
  static final String FLAT_PROBABILITY = "probability";

  private Field() {}
}
