package fettle.dashboard.lake;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import fettle.dashboard.fixture.RealRedis;
import fettle.lake.duckdb.Session;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.subscription.Cancellable;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(RealRedis.class)
class LakeJobsTest {
  private static final String ENDLESS =
      "SELECT count(*) FROM range(1000000000000) a(i) WHERE i % 7 = 3";
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @Inject LakeJobs jobs;
  @Inject MeterRegistry meters;

  @Test
  void aQueryThatTakesTooLongIsEndedAndSaysSo() {
    double before = left();

    assertThatThrownBy(
            () -> jobs.run(LakeJobsTest::endless, Duration.ofMillis(300)).await().atMost(PATIENCE))
        .isInstanceOf(LakeAway.class)
        .hasMessageContaining("the lake was not read in time");

    await().atMost(PATIENCE).until(() -> left() > before);
  }

  @Test
  void aQueryThatNobodyWaitsForIsEnded() throws InterruptedException {
    double before = left();
    CountDownLatch begun = new CountDownLatch(1);
    Cancellable waiting =
        jobs.run(
                session -> {
                  begun.countDown();
                  return endless(session);
                },
                PATIENCE)
            .subscribe()
            .with(answer -> {});
    begun.await();

    waiting.cancel();

    await().atMost(PATIENCE).until(() -> left() > before);
  }

  @Test
  void aFileThatIsNoParquetIsNamed() {
    assertThatThrownBy(
            () ->
                jobs.run(session -> session.run("SELECT * FROM read_parquet('pom.xml')"))
                    .await()
                    .atMost(PATIENCE))
        .isInstanceOf(LakeAway.class)
        .hasMessageContaining("pom.xml");
  }

  private static Long endless(Session session) {
    return session.one(ENDLESS, row -> row.getLong(1));
  }

  private double left() {
    var timer = meters.find("fettle.dashboard.lake.query").tag("outcome", "left").timer();
    return timer == null ? 0 : timer.count();
  }
}
