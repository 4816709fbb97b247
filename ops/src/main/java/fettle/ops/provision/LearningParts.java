package fettle.ops.provision;

import com.azure.resourcemanager.containerregistry.fluent.RegistriesClient;
import com.azure.resourcemanager.containerregistry.fluent.models.RegistryInner;
import com.azure.resourcemanager.keyvault.fluent.VaultsClient;
import com.azure.resourcemanager.keyvault.fluent.models.VaultInner;
import com.azure.resourcemanager.keyvault.models.Sku;
import com.azure.resourcemanager.keyvault.models.SkuFamily;
import com.azure.resourcemanager.keyvault.models.SkuName;
import com.azure.resourcemanager.keyvault.models.VaultCreateOrUpdateParameters;
import com.azure.resourcemanager.keyvault.models.VaultProperties;
import com.azure.resourcemanager.resources.fluent.models.GenericResourceInner;
import fettle.ops.azure.AzureClients;
import fettle.ops.azure.MachineLearning;
import fettle.ops.environment.Recorded;
import fettle.ops.pipeline.Step;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;

/** The registry of images, and the workspace with all that Azure Machine Learning asks for. */
final class LearningParts {
  static final String REGISTRY = Recorded.REGISTRY.step();
  static final String WORKSPACE = Recorded.WORKSPACE.step();
  static final String STORAGE = "ml-storage";
  static final String VAULT = "ml-vault";
  static final String LOGS = "ml-logs";
  static final String INSIGHTS = "ml-insights";
  static final String COMPUTE = Recorded.COMPUTE.step();

  private final Blueprint blueprint;
  private final AzureClients clients;
  private final ResourceStep.Rules rules;
  private final MachineLearning learning;
  private final String region;
  private final Map<String, String> tags;

  LearningParts(Blueprint blueprint, AzureClients clients, ResourceStep.Rules rules) {
    this.blueprint = blueprint;
    this.clients = clients;
    this.rules = rules;
    learning = new MachineLearning(clients);
    region = blueprint.azure().region();
    tags = blueprint.tags();
  }

  /** The whole branch. */
  List<Step> all() {
    return List.of(registry(), storage(), vault(), logs(), insights(), workspace(), compute());
  }

  private Step registry() {
    RegistriesClient registries =
        clients.azure().containerRegistries().manager().serviceClient().getRegistries();
    String group = blueprint.names().group();
    String name = blueprint.names().registry();
    Thing<RegistryInner, RegistryInner> thing =
        new Thing<>(
            "container registry " + name,
            RegistryInner.class,
            () -> registries.getByResourceGroup(group, name),
            (body, found) -> registries.create(group, name, body),
            RegistryInner::provisioningState,
            Set.of("location"));
    return new ResourceStep<>(
        REGISTRY,
        Set.of(SharedParts.GROUP),
        thing,
        outputs ->
            Optional.of(
                new RegistryInner()
                    .withLocation(region)
                    .withTags(tags)
                    .withSku(
                        new com.azure.resourcemanager.containerregistry.models.Sku()
                            .withName(
                                com.azure.resourcemanager.containerregistry.models.SkuName
                                    .fromString(blueprint.config().ml().registrySku())))
                    .withAdminUserEnabled(false)),
        Map.of(Recorded.REGISTRY.output(), RegistryInner::loginServer),
        rules);
  }

  /** Its datastores are opened with keys, which the workspace keeps in its vault. */
  private Step storage() {
    return StorageAccounts.step(
        new StorageAccounts.Wanted(
            STORAGE,
            blueprint.names().learningStorage(),
            com.azure.resourcemanager.storage.models.SkuName.STANDARD_LRS,
            true),
        blueprint,
        clients,
        rules);
  }

  private Step vault() {
    VaultsClient vaults = clients.azure().vaults().manager().serviceClient().getVaults();
    String group = blueprint.names().group();
    String name = blueprint.names().vault();
    Thing<VaultInner, VaultCreateOrUpdateParameters> thing =
        new Thing<>(
            "key vault " + name,
            VaultCreateOrUpdateParameters.class,
            () -> vaults.getByResourceGroup(group, name),
            (body, found) -> vaults.createOrUpdate(group, name, body),
            found -> found.properties().provisioningState(),
            Set.of("location"));
    return new ResourceStep<>(
        VAULT,
        Set.of(SharedParts.GROUP),
        thing,
        outputs ->
            Optional.of(
                new VaultCreateOrUpdateParameters()
                    .withLocation(region)
                    .withTags(tags)
                    .withProperties(
                        new VaultProperties()
                            .withTenantId(UUID.fromString(blueprint.azure().tenant()))
                            .withSku(new Sku().withFamily(SkuFamily.A).withName(SkuName.STANDARD))
                            .withEnableRbacAuthorization(true))),
        Map.of(),
        rules);
  }

  private Step logs() {
    return generic(
        LOGS,
        Set.of(SharedParts.GROUP),
        "log workspace " + blueprint.names().logs(),
        logsId(),
        () -> MachineLearning.logs(region, tags),
        Map.of());
  }

  private Step insights() {
    return generic(
        INSIGHTS,
        Set.of(LOGS),
        "application insights " + blueprint.names().insights(),
        insightsId(),
        () -> MachineLearning.insights(region, tags, logsId()),
        Map.of());
  }

  private Step workspace() {
    return generic(
        WORKSPACE,
        Set.of(REGISTRY, STORAGE, VAULT, INSIGHTS),
        "machine learning workspace " + blueprint.names().workspace(),
        blueprint.workspaceId(),
        () ->
            MachineLearning.workspace(
                region,
                tags,
                new MachineLearning.Workspace(
                    "Fettle " + blueprint.environment(),
                    blueprint.id(
                        "Microsoft.Storage/storageAccounts", blueprint.names().learningStorage()),
                    blueprint.id("Microsoft.KeyVault/vaults", blueprint.names().vault()),
                    insightsId(),
                    blueprint.registryId())),
        Map.of(Recorded.WORKSPACE.output(), found -> blueprint.workspaceId()));
  }

  private Step compute() {
    LearningSettings ml = blueprint.config().ml();
    return generic(
        COMPUTE,
        Set.of(WORKSPACE, IdentityParts.WORKLOADS),
        "compute cluster " + ml.compute(),
        blueprint.workspaceId() + "/computes/" + ml.compute(),
        () ->
            MachineLearning.cluster(
                region,
                tags,
                new MachineLearning.Cluster(
                    ml.vmSize(), ml.maxNodes(), ml.idleSeconds(), blueprint.identityId())),
        Map.of(Recorded.COMPUTE.output(), found -> ml.compute()));
  }

  private String logsId() {
    return blueprint.id("Microsoft.OperationalInsights/workspaces", blueprint.names().logs());
  }

  private String insightsId() {
    return blueprint.id("Microsoft.Insights/components", blueprint.names().insights());
  }

  private Step generic(
      String step,
      Set<String> needs,
      String what,
      String id,
      Supplier<GenericResourceInner> wanted,
      Map<String, Function<GenericResourceInner, String>> tells) {
    Thing<GenericResourceInner, GenericResourceInner> thing =
        new Thing<>(
            what,
            GenericResourceInner.class,
            () -> learning.get(id),
            (body, found) -> learning.put(id, body),
            MachineLearning::stateOf,
            Set.of("location", "properties.computeLocation", "properties.properties.vmSize"));
    return new ResourceStep<>(
        step, needs, thing, outputs -> Optional.of(wanted.get()), tells, rules);
  }
}
