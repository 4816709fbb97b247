package fettle.emulator.edgehub.route;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.node.NullNode;
import fettle.emulator.edgehub.route.RouteLexer.Kind;
import fettle.emulator.edgehub.route.RouteLexer.Token;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Recursive descent over one route; see the package for the language. */
final class RouteParser {

  private static final Pattern INPUT =
      Pattern.compile("/modules/([^/]+)/inputs/([^/]+)", Pattern.CASE_INSENSITIVE);
  private static final Pattern BODY_STEP = Pattern.compile("\\.([A-Za-z0-9_-]+)|\\[(\\d+)]");

  private final String text;
  private final RouteLexer lexer;
  private Token token;

  RouteParser(String text) {
    this.text = text;
    this.lexer = new RouteLexer(text);
    this.token = lexer.next();
  }

  Route route() {
    expect("FROM");
    RouteSource source = source();
    Condition condition = new Condition.Always();
    if (token.is("WHERE")) {
      take();
      condition = or();
    }
    expect("INTO");
    RouteSink sink = sink();
    if (token.kind() != Kind.END) {
      throw problem("nothing may follow the sink");
    }
    return new Route(source, condition, sink);
  }

  private RouteSource source() {
    if (token.kind() != Kind.PATH) {
      throw problem("a source such as /messages/* must follow FROM");
    }
    RouteSource source = RouteSource.parse(token.text());
    if (source == null) {
      throw problem("the source " + token.text() + " is not supported");
    }
    take();
    return source;
  }

  private RouteSink sink() {
    if (token.is("$upstream")) {
      take();
      return new RouteSink.Upstream();
    }
    if (!token.is("BrokeredEndpoint")) {
      throw problem("the sink must be $upstream or BrokeredEndpoint(\"/modules/m/inputs/i\")");
    }
    take();
    expect("(");
    Matcher input = INPUT.matcher(token.kind() == Kind.STRING ? token.text() : "");
    if (!input.matches()) {
      throw problem("BrokeredEndpoint takes a quoted /modules/m/inputs/i");
    }
    take();
    expect(")");
    return new RouteSink.ModuleInput(input.group(1), input.group(2));
  }

  private Condition or() {
    Condition left = and();
    while (token.is("OR")) {
      take();
      left = new Condition.Or(left, and());
    }
    return left;
  }

  private Condition and() {
    Condition left = not();
    while (token.is("AND")) {
      take();
      left = new Condition.And(left, not());
    }
    return left;
  }

  private Condition not() {
    if (token.is("NOT")) {
      take();
      return new Condition.Not(not());
    }
    if (token.is("(")) {
      take();
      Condition inner = or();
      expect(")");
      return inner;
    }
    return comparison();
  }

  private Condition comparison() {
    if (token.is("is_defined")) {
      take();
      expect("(");
      Operand operand = operand();
      expect(")");
      return new Condition.IsDefined(operand);
    }
    Operand left = operand();
    Condition.Operator operator = operator();
    if (operator == null) {
      return new Condition.Holds(left);
    }
    take();
    return new Condition.Compare(operator, left, operand());
  }

  /** {@code null} when the next word is none. */
  private Condition.Operator operator() {
    if (token.kind() != Kind.SYMBOL) {
      return null;
    }
    return switch (token.text()) {
      case "=" -> Condition.Operator.EQUAL;
      case "!=", "<>" -> Condition.Operator.NOT_EQUAL;
      case "<" -> Condition.Operator.LESS;
      case "<=" -> Condition.Operator.LESS_OR_EQUAL;
      case ">" -> Condition.Operator.GREATER;
      case ">=" -> Condition.Operator.GREATER_OR_EQUAL;
      case ")" -> null;
      default -> throw problem("the operator " + token.text() + " is not supported");
    };
  }

  private Operand operand() {
    Operand operand =
        switch (token.kind()) {
          case STRING -> Operand.text(token.text(), true);
          case NUMBER -> number();
          case WORD -> word();
          case PATH, SYMBOL, END -> throw problem("a value or a property is missing here");
        };
    take();
    if (token.is("(")) {
      throw problem("the only function that is supported is is_defined");
    }
    return operand;
  }

  private Operand number() {
    try {
      return Operand.number(Double.parseDouble(token.text()));
    } catch (NumberFormatException e) {
      throw problem("'" + token.text() + "' is not a number");
    }
  }

  private Operand word() {
    String word = token.text();
    String low = word.toLowerCase(Locale.ROOT);
    return switch (low) {
      case "true" -> Operand.bool(true);
      case "false" -> Operand.bool(false);
      case "null" -> new Operand.Literal(NullNode.getInstance());
      case "and", "or", "not", "into", "where", "from" ->
          throw problem("a value or a property is missing before " + word);
      default -> low.startsWith("$body") ? body(word) : property(word);
    };
  }

  private Operand property(String word) {
    if (!word.startsWith("$")) {
      return Operand.text(word, false);
    }
    MessageView.SystemProperty system = MessageView.SystemProperty.of(word.substring(1));
    if (system == null) {
      throw problem("the system property " + word + " is not supported");
    }
    return new Operand.System(system);
  }

  private Operand body(String word) {
    StringBuilder pointer = new StringBuilder();
    int at = "$body".length();
    Matcher step = BODY_STEP.matcher(word);
    while (at < word.length()) {
      if (!step.find(at) || step.start() != at) {
        throw problem("'" + word + "' is not a path into the body");
      }
      pointer.append('/').append(step.group(1) == null ? step.group(2) : step.group(1));
      at = step.end();
    }
    return new Operand.Body(JsonPointer.compile(pointer.toString()));
  }

  private void expect(String word) {
    if (!token.is(word)) {
      throw problem(word + " must come here");
    }
    take();
  }

  private void take() {
    token = lexer.next();
  }

  private RouteException problem(String what) {
    String found = token.kind() == Kind.END ? "the route ends" : "found '" + token.text() + "'";
    return new RouteException(text, token.position(), what + " (" + found + ")");
  }
}
