package fettle.inference.model;

import static org.assertj.core.api.Assertions.assertThat;

import fettle.inference.fixtures.TestModel;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ModelMemoryTest {

  private static final int MODELS = 20;

  @Test
  void manyModelsTakeTheMemoryOfOne() throws Exception {
    byte[] bytes = TestModel.named("pump", 1).window(5_000).bytes();
    long before = direct();
    ModelMemory memory = new ModelMemory();
    List<OnnxModel> models = new ArrayList<>();
    try {
      for (int i = 0; i < MODELS; i++) {
        OnnxModel model = OnnxModel.load(bytes, 10_000);
        models.add(model);
        model.use(memory);
        model.run(model.capacity());
      }

      assertThat(direct() - before)
          .as("1 MB for all, and what they were tried out with")
          .isLessThan(MODELS << 18);
    } finally {
      models.forEach(OnnxModel::close);
    }
  }

  @Test
  void modelThatTheMemoryGrewUnderScoresInTheNewOne() throws Exception {
    ModelMemory memory = new ModelMemory();
    OnnxModel small = OnnxModel.load(TestModel.named("small", 1).bytes(), 10_000);
    OnnxModel large = OnnxModel.load(TestModel.named("large", 1).window(500).bytes(), 10_000);
    try {
      score(small, memory, 0.25f);
      score(large, memory, 0.5f);

      assertThat(score(small, memory, 0.75f)).isEqualTo(0.75f);
    } finally {
      small.close();
      large.close();
    }
  }

  private static float score(OnnxModel model, ModelMemory memory, float value) throws Exception {
    model.use(memory);
    float[] window = new float[model.info().window() * model.info().signals().size()];
    Arrays.fill(window, value);
    model.windows().put(0, window);
    model.run(1);
    return model.score(0);
  }

  private static long direct() {
    return ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
        .filter(pool -> pool.getName().equals("direct"))
        .mapToLong(BufferPoolMXBean::getMemoryUsed)
        .sum();
  }
}
