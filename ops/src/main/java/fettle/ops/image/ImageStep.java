package fettle.ops.image;

import fettle.ops.pipeline.Finding;
import fettle.ops.pipeline.Outputs;
import fettle.ops.pipeline.PassingFailure;
import fettle.ops.pipeline.Step;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Has a program's image in the registry. The tag says what is in it, so one that is there is
 * neither built nor pushed again.
 */
public final class ImageStep implements Step {
  private static final String DIGEST = "digest";

  private final String id;
  private final ImageRegistry registry;
  private final ImageRecipe recipe;
  private final String tag;

  public ImageStep(String id, ImageRegistry registry, ImageRecipe recipe) {
    this.id = id;
    this.registry = registry;
    this.recipe = recipe;
    this.tag = recipe.tag();
  }

  /** The name under which it is pulled, known before it is there. */
  public String image() {
    return registry.reference(recipe.repository(), tag);
  }

  @Override
  public String id() {
    return id;
  }

  @Override
  public Set<String> needs() {
    return Set.of();
  }

  @Override
  public Finding look(Outputs outputs) throws PassingFailure {
    String what = "image " + image();
    Optional<String> digest = registry.digest(recipe.repository(), tag);
    if (digest.isPresent()) {
      outputs.put(DIGEST, digest.get());
      return new Finding.Leave(what);
    }
    return new Finding.Create(
        what,
        List.of(
            "base: " + recipe.base().identity(),
            "platforms: " + String.join(", ", recipe.platforms()),
            "user: " + recipe.user(),
            "revision: " + recipe.revision()));
  }

  @Override
  public void apply(Finding finding, Outputs outputs, Progress progress)
      throws PassingFailure, InterruptedException {
    outputs.put(DIGEST, registry.push(recipe, progress::say));
  }
}
