package fettle.emulator.edgehub.route;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.TextNode;

/** A value in a condition. Values are JSON nodes; a missing node is what is undefined. */
sealed interface Operand {

  record Literal(JsonNode value) implements Operand {}

  record Property(String name) implements Operand {}

  record System(MessageView.SystemProperty property) implements Operand {}

  record Body(JsonPointer path) implements Operand {}

  default JsonNode value(MessageView message) {
    return switch (this) {
      case Literal(JsonNode value) -> value;
      case Property(String name) -> text(message.property(name));
      case System(MessageView.SystemProperty property) -> text(message.system(property));
      case Body(JsonPointer path) -> message.body().at(path);
    };
  }

  private static JsonNode text(String value) {
    return value == null ? MissingNode.getInstance() : TextNode.valueOf(value);
  }

  static Operand text(String value, boolean literal) {
    return literal ? new Literal(TextNode.valueOf(value)) : new Property(value);
  }

  static Operand number(double value) {
    return new Literal(DoubleNode.valueOf(value));
  }

  static Operand bool(boolean value) {
    return new Literal(BooleanNode.valueOf(value));
  }
}
