package fettle.k8s;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.batch.v1.CronJob;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import io.fabric8.kubernetes.client.server.mock.EnableKubernetesMockClient;
import io.fabric8.openshift.api.model.monitoring.v1.PrometheusRule;
import io.fabric8.openshift.api.model.monitoring.v1.ServiceMonitor;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every field is one that Kubernetes, or the operator that reads it, knows. */
@EnableKubernetesMockClient(crud = true)
class SchemaTest {
  private static final Map<String, Class<? extends HasMetadata>> TYPES =
      Map.ofEntries(
          Map.entry("v1/ConfigMap", ConfigMap.class),
          Map.entry("v1/Namespace", Namespace.class),
          Map.entry("v1/PersistentVolumeClaim", PersistentVolumeClaim.class),
          Map.entry("v1/Secret", Secret.class),
          Map.entry("v1/Service", Service.class),
          Map.entry("v1/ServiceAccount", ServiceAccount.class),
          Map.entry("apps/v1/Deployment", Deployment.class),
          Map.entry("apps/v1/StatefulSet", StatefulSet.class),
          Map.entry("autoscaling/v2/HorizontalPodAutoscaler", HorizontalPodAutoscaler.class),
          Map.entry("batch/v1/CronJob", CronJob.class),
          Map.entry("networking.k8s.io/v1/Ingress", Ingress.class),
          Map.entry("networking.k8s.io/v1/NetworkPolicy", NetworkPolicy.class),
          Map.entry("policy/v1/PodDisruptionBudget", PodDisruptionBudget.class),
          Map.entry("monitoring.coreos.com/v1/PrometheusRule", PrometheusRule.class),
          Map.entry("monitoring.coreos.com/v1/ServiceMonitor", ServiceMonitor.class));

  /** The models keep what they do not know; here that is an error. */
  private static final ObjectMapper STRICT =
      new ObjectMapper()
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .setAnnotationIntrospector(
              new JacksonAnnotationIntrospector() {
                @Override
                public Boolean hasAnySetter(Annotated annotated) {
                  return false;
                }
              });

  KubernetesClient client;

  private static String type(JsonNode object) {
    return object.path("apiVersion").asText() + "/" + object.path("kind").asText();
  }

  private static void read(JsonNode object) throws IOException {
    if (type(object).startsWith("keda.sh/")) {
      assertThat(keda().validate(object)).as(Overlay.nameOf(object)).isEmpty();
    } else {
      assertThat(TYPES).as("types known here").containsKey(type(object));
      STRICT.treeToValue(object, TYPES.get(type(object)));
    }
  }

  private static Schema keda() throws IOException {
    try (InputStream schema = SchemaTest.class.getResourceAsStream("/keda.schema.json")) {
      return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
          .getSchema(new ObjectMapper().readTree(schema));
    }
  }

  @ParameterizedTest
  @MethodSource("fettle.k8s.Overlay#all")
  void noFieldIsUnknown(Overlay overlay) throws Exception {
    assertThat(overlay.objects()).hasSizeGreaterThan(10);
    for (JsonNode object : overlay.objects()) {
      read(object);
    }
  }

  @Test
  void aFieldThatIsMisspeltIsFound() {
    JsonNode gateway = Overlay.of("local").object("Deployment", "stream-gateway").deepCopy();
    ((ObjectNode) gateway.at("/spec/template/spec")).put("terminationGraceSeconds", 30);

    assertThatThrownBy(() -> read(gateway)).hasMessageContaining("terminationGraceSeconds");

    JsonNode scaled = Overlay.of("azure").object("ScaledObject", "stream-gateway").deepCopy();
    ((ObjectNode) scaled.path("spec")).put("maxReplicas", 4);

    assertThatThrownBy(() -> read(scaled)).hasMessageContaining("maxReplicas");
  }

  private Resource<? extends HasMetadata> resource(JsonNode object) {
    HasMetadata read =
        client.getKubernetesSerialization().unmarshal(object.toString(), HasMetadata.class);
    if (!(read instanceof GenericKubernetesResource custom)) {
      return client.resource(read);
    }
    String[] version = custom.getApiVersion().split("/");
    return client
        .genericKubernetesResources(
            new ResourceDefinitionContext.Builder()
                .withGroup(version[0])
                .withVersion(version[1])
                .withKind(custom.getKind())
                .withPlural(custom.getKind().toLowerCase(Locale.ROOT) + "s")
                .withNamespaced(true)
                .build())
        .resource(custom);
  }

  @ParameterizedTest
  @MethodSource("fettle.k8s.Overlay#all")
  void anApiServerTakesEveryObject(Overlay overlay) {
    for (JsonNode object : overlay.objects()) {
      Resource<? extends HasMetadata> sent = resource(object);

      HasMetadata stored = sent.create();

      assertThat(stored.getMetadata().getName()).isEqualTo(Overlay.nameOf(object));
      assertThat(sent.get().getKind()).isEqualTo(object.path("kind").asText());
    }
  }
}
