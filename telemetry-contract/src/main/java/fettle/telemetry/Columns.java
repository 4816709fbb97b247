package fettle.telemetry;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.Arrays;

/** Reads the arrays of a message into primitive columns that grow within a bound. */
final class Columns {
  private static final int FIRST_CAPACITY = 32;

  private final JsonParser json;
  private final int maxLength;
  private int expectedLength;

  Columns(JsonParser json, int maxLength) {
    this.json = json;
    this.maxLength = maxLength;
    this.expectedLength = Math.min(FIRST_CAPACITY, maxLength);
  }

  /** Numbers or null, null as NaN; the parser stands on the column's first token. */
  double[] numbers(String name) throws IOException, Rejection {
    requireArray(name);
    double[] column = new double[expectedLength];
    int length = 0;
    for (JsonToken token = next(); token != JsonToken.END_ARRAY; token = next()) {
      if (length == column.length) {
        column = Arrays.copyOf(column, grown(length, name));
      }
      column[length++] = number(token, name);
    }
    expectedLength = Math.max(length, 1);
    return length == column.length ? column : Arrays.copyOf(column, length);
  }

  /** Whole numbers. */
  long[] integers(String name) throws IOException, Rejection {
    requireArray(name);
    long[] column = new long[expectedLength];
    int length = 0;
    for (JsonToken token = next(); token != JsonToken.END_ARRAY; token = next()) {
      if (length == column.length) {
        column = Arrays.copyOf(column, grown(length, name));
      }
      column[length++] = integer(token, name);
    }
    expectedLength = Math.max(length, 1);
    return length == column.length ? column : Arrays.copyOf(column, length);
  }

  /** Whole numbers that say yes (anything but 0) or no. */
  boolean[] flags(String name) throws IOException, Rejection {
    requireArray(name);
    boolean[] column = new boolean[expectedLength];
    int length = 0;
    for (JsonToken token = next(); token != JsonToken.END_ARRAY; token = next()) {
      if (length == column.length) {
        column = Arrays.copyOf(column, grown(length, name));
      }
      column[length++] = integer(token, name) != 0;
    }
    expectedLength = Math.max(length, 1);
    return length == column.length ? column : Arrays.copyOf(column, length);
  }

  /** A finite number, or NaN for null. */
  double number(JsonToken token, String name) throws IOException, Rejection {
    return switch (token) {
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> {
        double value = json.getDoubleValue();
        if (Double.isInfinite(value)) {
          throw new Rejection(RejectReason.BAD_NUMBER, name + " has a number beyond a double");
        }
        yield value;
      }
      case VALUE_NULL -> Double.NaN;
      case null, default ->
          throw new Rejection(RejectReason.BAD_NUMBER, name + " has something else than numbers");
    };
  }

  /** A whole number that fits 64 bits. */
  long integer(JsonToken token, String name) throws IOException, Rejection {
    if (token != JsonToken.VALUE_NUMBER_INT
        || json.getNumberType() == JsonParser.NumberType.BIG_INTEGER) {
      throw new Rejection(RejectReason.WRONG_TYPE, name + " must be a whole number");
    }
    return json.getLongValue();
  }

  /** The next token; the end of input is not one. */
  JsonToken next() throws IOException, Rejection {
    JsonToken token = json.nextToken();
    if (token == null) {
      throw new Rejection(RejectReason.NOT_JSON, "the body ends early");
    }
    return token;
  }

  private void requireArray(String name) throws Rejection {
    if (json.currentToken() != JsonToken.START_ARRAY) {
      throw new Rejection(RejectReason.WRONG_TYPE, name + " must be an array");
    }
  }

  private int grown(int length, String name) throws Rejection {
    if (length >= maxLength) {
      throw new Rejection(
          RejectReason.TOO_MANY_READINGS, name + " has more than " + maxLength + " values");
    }
    return Math.min(maxLength, length * 2);
  }
}
