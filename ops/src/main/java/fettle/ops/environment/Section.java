package fettle.ops.environment;

/**
 * One part of an environment file. A record whose compact constructor fills in defaults for what is
 * left out.
 */
public interface Section {

  /**
   * Notes every field that breaks its rule.
   *
   * @param path of this section, to be put before a field's name with a dot
   */
  void check(Problems problems, String path);
}
