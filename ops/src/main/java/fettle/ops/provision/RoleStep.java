package fettle.ops.provision;

import com.azure.core.util.Context;
import com.azure.resourcemanager.authorization.fluent.RoleAssignmentsClient;
import com.azure.resourcemanager.authorization.models.PrincipalType;
import com.azure.resourcemanager.authorization.models.RoleAssignmentCreateParameters;
import fettle.ops.Failure;
import fettle.ops.azure.AzureCalls;
import fettle.ops.azure.AzureClients;
import fettle.ops.pipeline.Finding;
import fettle.ops.pipeline.Outputs;
import fettle.ops.pipeline.PassingFailure;
import fettle.ops.pipeline.Step;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;

/**
 * Lets somebody do something with one resource, unless they may already. The assignment's name is
 * made from what it says, so that a repeat finds the same one.
 */
final class RoleStep implements Step {

  /**
   * Who may do what.
   *
   * @param who for a person
   * @param principal object id, from outputs of the needed steps; nothing while it is not known
   * @param scope id of the resource
   * @param where the resource, for a person
   */
  record Grant(
      String step,
      Set<String> needs,
      Role role,
      String who,
      Function<Outputs, Optional<String>> principal,
      PrincipalType type,
      String scope,
      String where) {}

  private final Grant grant;
  private final String subscriptionId;
  private final RoleAssignmentsClient assignments;

  RoleStep(Grant grant, Blueprint blueprint, AzureClients clients) {
    this.grant = grant;
    subscriptionId = blueprint.subscriptionId();
    assignments =
        clients
            .azure()
            .accessManagement()
            .roleAssignments()
            .manager()
            .roleServiceClient()
            .getRoleAssignments();
  }

  @Override
  public String id() {
    return grant.step();
  }

  @Override
  public Set<String> needs() {
    return grant.needs();
  }

  @Override
  public Finding look(Outputs outputs) throws PassingFailure, InterruptedException {
    Optional<String> principal = principal(outputs);
    return principal.isPresent() && isGranted(principal.get())
        ? new Finding.Leave(what())
        : new Finding.Create(what(), List.of("scope: " + grant.scope()));
  }

  private Optional<String> principal(Outputs outputs) {
    return grant.principal().apply(outputs).filter(id -> !id.isEmpty());
  }

  private String what() {
    return "%s for %s on %s".formatted(grant.role().title(), grant.who(), grant.where());
  }

  private boolean isGranted(String principal) throws PassingFailure, InterruptedException {
    return AzureCalls.find(
            what(),
            () ->
                assignments
                    .listForScope(
                        scope(), "principalId%20eq%20'" + principal + "'", null, null, Context.NONE)
                    .stream()
                    .anyMatch(assignment -> grant.role().is(assignment.roleDefinitionId())))
        .orElse(false);
  }

  /** As the client wants it: it puts a slash before it. */
  private String scope() {
    return grant.scope().substring(1);
  }

  @Override
  public void apply(Finding finding, Outputs outputs, Progress progress)
      throws PassingFailure, InterruptedException {
    String principal =
        principal(outputs)
            .orElseThrow(
                () ->
                    new Failure(
                        grant.who()
                            + " has no identity of its own; run this again with --apply-changes, "
                            + "which gives it one"));
    String text = grant.scope() + " " + principal + " " + grant.role();
    String name = UUID.nameUUIDFromBytes(text.getBytes(StandardCharsets.UTF_8)).toString();
    AzureCalls.call(
        what(),
        () ->
            assignments.create(
                scope(),
                name,
                new RoleAssignmentCreateParameters()
                    .withRoleDefinitionId(grant.role().definitionId(subscriptionId))
                    .withPrincipalId(principal)
                    .withPrincipalType(grant.type())));
  }
}
