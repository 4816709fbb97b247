package fettle.emulator.edgehub.route;

/** The outcome of a condition; what is absent from a message makes it undefined. */
enum Truth {
  FALSE,
  UNDEFINED,
  TRUE;

  static Truth of(boolean value) {
    return value ? TRUE : FALSE;
  }

  Truth and(Truth other) {
    return compareTo(other) <= 0 ? this : other;
  }

  Truth or(Truth other) {
    return compareTo(other) >= 0 ? this : other;
  }

  Truth not() {
    return switch (this) {
      case TRUE -> FALSE;
      case UNDEFINED -> UNDEFINED;
      case FALSE -> TRUE;
    };
  }
}
