package fettle.emulator.serviceapi;

import fettle.emulator.identity.Identity;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A query over twins: {@code SELECT * FROM devices} or {@code devices.modules}, and behind {@code
 * WHERE} any number of {@code deviceId} or {@code moduleId}, each {@code =} one text or {@code IN}
 * a list of them, with {@code AND} between. Of IoT Hub's query language that is what tells twins
 * apart by name.
 *
 * @param ofModules over modules' twins, otherwise over devices'
 */
record TwinQuery(boolean ofModules, List<Among> conditions) {
  private static final String TEXT = "'[^']*'";
  private static final Pattern WHOLE =
      Pattern.compile(
          "select \\* from devices(?<modules>\\.modules)?(?: where (?<where>.+))?",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern CONDITION =
      Pattern.compile(
          "(?<name>deviceId|moduleId) ?(?:= ?(?<one>%1$s)|in ?\\[ ?(?<list>%1$s(?: ?, ?%1$s)*) ?\\])"
              .formatted(TEXT),
          Pattern.CASE_INSENSITIVE);
  private static final Pattern AND = Pattern.compile(" and ", Pattern.CASE_INSENSITIVE);

  /**
   * A name is one of these.
   *
   * @param ofModule the module's, otherwise the device's
   */
  record Among(boolean ofModule, Set<String> names) {
    boolean matches(Identity identity) {
      String name = ofModule ? identity.moduleId() : identity.deviceId();
      return name != null && names.contains(name);
    }
  }

  /**
   * @throws ServiceFailure when it is not such a query
   */
  static TwinQuery parse(String query) {
    String text = query.strip().replaceAll("\\s+", " ");
    Matcher whole = WHOLE.matcher(text);
    if (!whole.matches()) {
      throw unsupported(text);
    }
    List<Among> conditions = new ArrayList<>();
    if (whole.group("where") != null) {
      for (String part : AND.split(whole.group("where"))) {
        conditions.add(condition(part.strip(), text));
      }
    }
    return new TwinQuery(whole.group("modules") != null, conditions);
  }

  private static Among condition(String part, String query) {
    Matcher condition = CONDITION.matcher(part);
    if (!condition.matches()) {
      throw unsupported(query);
    }
    String names =
        condition.group("one") == null ? condition.group("list") : condition.group("one");
    return new Among(
        condition.group("name").equalsIgnoreCase("moduleId"),
        Pattern.compile(TEXT)
            .matcher(names)
            .results()
            .map(name -> name.group().substring(1, name.group().length() - 1))
            .collect(Collectors.toSet()));
  }

  private static ServiceFailure unsupported(String query) {
    return ServiceFailure.invalid(
        "the query '%s' is not supported: select * from devices, or devices.modules, where deviceId or moduleId = 'name' or in ['name', 'name']"
            .formatted(query));
  }

  boolean matches(Identity identity) {
    return conditions.stream().allMatch(condition -> condition.matches(identity));
  }
}
