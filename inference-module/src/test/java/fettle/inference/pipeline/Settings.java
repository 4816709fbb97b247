package fettle.inference.pipeline;

import fettle.inference.config.InferenceConfig;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.nio.file.Path;
import java.util.Map;

/** The module's settings as they are without a settings file. */
final class Settings {

  private Settings() {}

  static InferenceConfig withCache(Path folder) {
    SmallRyeConfig config =
        new SmallRyeConfigBuilder()
            .addDiscoveredConverters()
            .withMapping(InferenceConfig.class)
            .withSources(
                new PropertiesConfigSource(
                    Map.of("inference.models.cache-folder", folder.toString()), "test", 100))
            .build();
    return config.getConfigMapping(InferenceConfig.class);
  }
}
