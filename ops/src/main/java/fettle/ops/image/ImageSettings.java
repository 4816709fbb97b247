package fettle.ops.image;

import fettle.ops.Failure;
import fettle.ops.environment.Problems;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The section {@code deploy.images}: what all images have in common.
 *
 * @param base an image with a JRE for all platforms, with its digest, so that the same input makes
 *     the same image
 * @param platforms of the edge modules' images
 * @param user numeric {@code user:group} that the programs run as
 */
public record ImageSettings(String base, List<String> platforms, String user) {
  private static final List<String> BOTH = List.of("linux/amd64", "linux/arm64");
  private static final String NOBODY_SPECIAL = "10001:10001";
  private static final String REFERENCE =
      "[a-z0-9][a-z0-9.:-]*(/[a-z0-9._-]+)+([:@][A-Za-z0-9._:-]+)?";
  private static final Pattern PINNED = Pattern.compile("[^@\\s]+@sha256:[0-9a-f]{64}");

  public ImageSettings {
    platforms = platforms == null ? BOTH : List.copyOf(platforms);
    user = user == null ? NOBODY_SPECIAL : user;
  }

  /** Notes every field that breaks its rule. */
  public void check(Problems problems, String path) {
    problems.require(
        base == null || isPinned(base),
        path + ".base",
        base,
        "must be an image with its digest, as in registry/jre:25@sha256:…");
    checkPlatforms(problems, path + ".platforms", platforms);
    problems.matches(
        path + ".user",
        user,
        "[1-9]\\d{0,8}:[1-9]\\d{0,8}",
        "must be a numeric user:group, neither of them root's 0");
  }

  /** Notes a list of platforms that is none. */
  public static void checkPlatforms(Problems problems, String path, List<String> platforms) {
    problems.require(
        !platforms.isEmpty()
            && platforms.stream().allMatch(each -> each.matches("linux/[a-z0-9]+")),
        path,
        platforms,
        "must be a list such as [linux/amd64, linux/arm64]");
  }

  /** Notes a name of an image that is none; {@code null} is left out and right. */
  public static void checkReference(Problems problems, String path, String image) {
    problems.require(
        image == null || image.matches(REFERENCE),
        path,
        image,
        "must be REGISTRY/NAME:TAG or REGISTRY/NAME@DIGEST");
  }

  /**
   * The base.
   *
   * @param given in place of the section's own; may be {@code null}
   * @throws Failure when there is none, or it is not pinned
   */
  public String pinnedBase(String given) {
    String chosen = given == null ? base : given;
    if (chosen == null || !isPinned(chosen)) {
      throw new Failure(
          "images need a base with its digest, as in registry/jre:25@sha256:…; set"
              + " deploy.images.base in the environment file, or give deploy's --base-image");
    }
    return chosen;
  }

  private static boolean isPinned(String image) {
    return PINNED.matcher(image).matches();
  }
}
