package fettle.emulator.edgehub.route;

import com.fasterxml.jackson.databind.JsonNode;

/** What comes after {@code WHERE}. */
public sealed interface Condition {

  /** No {@code WHERE}. */
  record Always() implements Condition {}

  record And(Condition left, Condition right) implements Condition {}

  record Or(Condition left, Condition right) implements Condition {}

  record Not(Condition negated) implements Condition {}

  record Compare(Operator operator, Operand left, Operand right) implements Condition {}

  record IsDefined(Operand operand) implements Condition {}

  /** A value alone, true when it is the boolean true. */
  record Holds(Operand operand) implements Condition {}

  /** Comparisons. */
  enum Operator {
    EQUAL,
    NOT_EQUAL,
    LESS,
    LESS_OR_EQUAL,
    GREATER,
    GREATER_OR_EQUAL
  }

  /** Whether a route with this condition takes the message. */
  default boolean takes(MessageView message) {
    return test(message) == Truth.TRUE;
  }

  private Truth test(MessageView message) {
    return switch (this) {
      case Always() -> Truth.TRUE;
      case And(Condition left, Condition right) -> left.test(message).and(right.test(message));
      case Or(Condition left, Condition right) -> left.test(message).or(right.test(message));
      case Not(Condition negated) -> negated.test(message).not();
      case Compare(Operator operator, Operand left, Operand right) ->
          compare(operator, left.value(message), right.value(message));
      case IsDefined(Operand operand) -> Truth.of(!operand.value(message).isMissingNode());
      case Holds(Operand operand) -> {
        JsonNode value = operand.value(message);
        yield value.isBoolean() ? Truth.of(value.booleanValue()) : Truth.UNDEFINED;
      }
    };
  }

  private static Truth compare(Operator operator, JsonNode left, JsonNode right) {
    if (left.isMissingNode() || right.isMissingNode()) {
      return Truth.UNDEFINED;
    }
    if (left.isNumber() || right.isNumber()) {
      double a = number(left);
      double b = number(right);
      return Double.isNaN(a) || Double.isNaN(b)
          ? Truth.UNDEFINED
          : ordered(operator, Double.compare(a, b));
    }
    if (left.isTextual() && right.isTextual()) {
      return ordered(operator, left.textValue().compareTo(right.textValue()));
    }
    if (left.getNodeType() != right.getNodeType()) {
      return Truth.UNDEFINED;
    }
    return switch (operator) {
      case EQUAL -> Truth.of(left.equals(right));
      case NOT_EQUAL -> Truth.of(!left.equals(right));
      case LESS, LESS_OR_EQUAL, GREATER, GREATER_OR_EQUAL -> Truth.UNDEFINED;
    };
  }

  /** NaN for what is no number. */
  private static double number(JsonNode value) {
    if (value.isNumber()) {
      return value.doubleValue();
    }
    try {
      return value.isTextual() ? Double.parseDouble(value.textValue().strip()) : Double.NaN;
    } catch (NumberFormatException e) {
      return Double.NaN;
    }
  }

  private static Truth ordered(Operator operator, int order) {
    return Truth.of(
        switch (operator) {
          case EQUAL -> order == 0;
          case NOT_EQUAL -> order != 0;
          case LESS -> order < 0;
          case LESS_OR_EQUAL -> order <= 0;
          case GREATER -> order > 0;
          case GREATER_OR_EQUAL -> order >= 0;
        });
  }
}
