package fettle.ops.provision;

import fettle.ops.environment.Problems;
import java.util.List;

/**
 * Who may do what, beside the identities of the programs.
 *
 * @param operators object ids of the people and pipelines that push images, deploy and train
 * @param operatorType what those ids are: User, Group or ServicePrincipal
 */
record AccessSettings(List<String> operators, String operatorType) {
  private static final String GUID = "[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}";

  AccessSettings {
    operators = operators == null ? List.of() : List.copyOf(operators);
    operatorType = operatorType == null ? "User" : operatorType;
  }

  void check(Problems problems, String path) {
    for (int i = 0; i < operators.size(); i++) {
      problems.matches(
          path + ".operators[" + i + "]",
          operators.get(i),
          GUID,
          "must be an object id (az ad signed-in-user show prints yours)");
    }
    problems.within(path + ".operators (how many)", operators.size(), 0, 20);
    problems.matches(
        path + ".operatorType",
        operatorType,
        "User|Group|ServicePrincipal",
        "must be User, Group or ServicePrincipal");
  }
}
