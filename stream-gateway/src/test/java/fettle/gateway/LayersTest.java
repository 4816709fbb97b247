package fettle.gateway;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import fettle.telemetry.store.StoreKeys;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Who may depend on what inside the gateway. */
@AnalyzeClasses(packages = "fettle.gateway", importOptions = ImportOption.DoNotIncludeTests.class)
class LayersTest {
  private static final String[] PURE = {
    "fettle.gateway.alarm..",
    "fettle.gateway.drift..",
    "fettle.gateway.notify..",
    "fettle.gateway.rollup..",
    "fettle.gateway.repeat..",
    "fettle.gateway.intake.."
  };

  @ArchTest
  static final ArchRule decisionsKnowNoPlatformNoBrokerAndNoStore =
      noClasses()
          .that()
          .resideInAnyPackage(PURE)
          .should()
          .dependOnClassesThat(
              resideInAnyPackage(
                      "io.quarkus..",
                      "io.smallrye..",
                      "io.vertx..",
                      "io.micrometer..",
                      "jakarta..",
                      "org.eclipse.microprofile..",
                      "org.jboss..",
                      "org.apache.kafka.clients..")
                  .and(DescribedPredicate.not(recordAsData())))
          .because("decisions must be testable without a platform, a broker or a store");

  @ArchTest
  static final ArchRule decisionsKnowNothingOfThoseWhoActOnThem =
      noClasses()
          .that()
          .resideInAnyPackage(PURE)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "fettle.gateway.stream..",
              "fettle.gateway.store..",
              "fettle.gateway.delivery..",
              "fettle.gateway.config..",
              "fettle.gateway.health..");

  @ArchTest
  static final ArchRule onlyTheStorePackageKnowsKeys =
      noClasses()
          .that()
          .resideOutsideOfPackage("fettle.gateway.store..")
          .should()
          .dependOnClassesThat(type(StoreKeys.class));

  /** The consumed record is plain data; nothing else of the client may be known. */
  private static DescribedPredicate<JavaClass> recordAsData() {
    return describe("ConsumerRecord", assignableTo(ConsumerRecord.class)::test);
  }
}
