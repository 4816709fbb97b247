package fettle.ops.provision;

import static org.assertj.core.api.Assertions.assertThat;

import fettle.ops.azure.AzureSection;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NamesTest {
  private static Names names(String environment, String subscription) {
    return new Names(
        environment,
        new AzureSection(subscription, "t", "westeurope", null, Map.of()),
        new ProvisionSection(null, null, null, null, null, null, null, null, null));
  }

  @ParameterizedTest
  @ValueSource(strings = {"abc", "plant-a", "a--b", "abcdefghij-klmnopqrs", "a-b-c-d-e-f-g-h-i-j"})
  void namesMadeFromAnEnvironmentAreValid(String environment) {
    Names names = names(environment, Provisioning.SUBSCRIPTION);

    assertThat(names.lakeAccount()).matches(Names.STORAGE);
    assertThat(names.learningStorage()).matches(Names.STORAGE).isNotEqualTo(names.lakeAccount());
    assertThat(names.registry()).matches("[a-z0-9]{5,50}");
    assertThat(names.vault()).matches("[a-z](-?[a-z0-9])+").hasSizeBetween(3, 24);
    assertThat(names.hub()).matches("[a-z0-9](-?[a-z0-9])+").hasSizeBetween(3, 50);
    assertThat(names.dashboardIdentity())
        .matches("[A-Za-z0-9][A-Za-z0-9_-]{2,127}")
        .isNotEqualTo(names.identity());
    assertThat(names.workspace()).hasSizeBetween(3, 33);
  }

  @ParameterizedTest
  @ValueSource(strings = "plant-a")
  void namesDifferBetweenSubscriptionsAndStayOtherwise(String environment) {
    String other = Provisioning.SUBSCRIPTION.replace('1', '2');

    assertThat(names(environment, Provisioning.SUBSCRIPTION).hub())
        .isEqualTo(names(environment, Provisioning.SUBSCRIPTION).hub())
        .isNotEqualTo(names(environment, other).hub());
  }
}
