package fettle.ops.deploy;

import fettle.ops.image.ImageStep;
import fettle.ops.pipeline.Step;
import java.util.List;
import java.util.Map;

/**
 * The images that a device is told to run.
 *
 * @param names by module
 * @param steps that have them made; none where the modules run from this machine's own build
 */
record ModuleImages(Map<EdgeModule, String> names, List<ImageStep> steps) {
  List<String> stepIds() {
    return steps.stream().map(Step::id).toList();
  }
}
