package fettle.ops.azure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.azure.resourcemanager.resources.fluent.ResourceGroupsClient;
import com.azure.resourcemanager.resources.fluent.models.ResourceGroupInner;
import fettle.ops.Failure;
import fettle.ops.pipeline.PassingFailure;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AzureCallsTest {
  @TempDir Path folder;
  private AzureStandIn azure;
  private ResourceGroupsClient groups;

  @BeforeEach
  void start() throws Exception {
    azure = AzureStandIn.start(folder);
    AzureSection section =
        new AzureSection(
            "11111111-2222-3333-4444-555555555555",
            "aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee",
            "westeurope",
            null,
            Map.of());
    groups =
        new AzureClients(azure.access(), section)
            .azure()
            .genericResources()
            .manager()
            .serviceClient()
            .getResourceGroups();
  }

  @AfterEach
  void stop() {
    azure.close();
  }

  private Object get() throws Exception {
    return AzureCalls.find("the group", () -> groups.get("plant"));
  }

  private void answer(int status, String code, String message, Map<String, String> headers) {
    azure.failNext(
        "GET", "/resourceGroups/plant", new Fault.Answer(status, code, message, headers));
  }

  @Test
  void whatIsNotThereIsNothing() throws Exception {
    assertThat(AzureCalls.find("the group", () -> groups.get("plant"))).isEmpty();
  }

  @Test
  void aThrottleMayPassAndSaysWhen() {
    answer(429, "TooManyRequests", "Slow down. Really.", Map.of("Retry-After", "7"));

    PassingFailure failure = catchThrowableOfType(PassingFailure.class, this::get);

    assertThat(failure).hasMessage("the group: Azure says 429, TooManyRequests: Slow down");
    assertThat(failure.retryAfter()).contains(Duration.ofSeconds(7));
  }

  @Test
  void aLostConnectionMayPass() {
    azure.failNext("PUT", "/resourceGroups/plant", new Fault.Drop());
    ResourceGroupInner body = new ResourceGroupInner().withLocation("westeurope");

    PassingFailure failure =
        catchThrowableOfType(
            PassingFailure.class,
            () -> AzureCalls.call("the group", () -> groups.createOrUpdate("plant", body)));

    assertThat(failure).hasMessageContaining("Azure cannot be reached");
  }

  @Test
  void aRefusalNamesTheRolesThatAreNeeded() {
    answer(403, "AuthorizationFailed", "You may not.", Map.of());

    assertThat(catchThrowableOfType(Failure.class, this::get))
        .hasMessageContaining("AuthorizationFailed: You may not")
        .hasMessageContaining("needs the roles Contributor and");
  }

  @Test
  void aTakenNameIsNotTriedAgain() {
    answer(409, "StorageAccountAlreadyTaken", "Somebody has it.", Map.of());

    assertThat(catchThrowableOfType(Failure.class, this::get))
        .hasMessageContaining("the name is taken");
  }

  @Test
  void keysInAnErrorAreMasked() {
    answer(400, "Bad", "SharedAccessKey=" + AzureFields.PLANTED + " is wrong", Map.of());

    assertThat(catchThrowableOfType(Failure.class, this::get))
        .hasMessageContaining("SharedAccessKey=*** is wrong");
  }
}
