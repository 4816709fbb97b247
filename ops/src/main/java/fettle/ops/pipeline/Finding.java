package fettle.ops.pipeline;

import java.util.List;

/** What a step found when it looked: what it would do, in words for a person. Never a secret. */
public sealed interface Finding {

  /** One line: the thing and where it is. */
  String what();

  /** It is there, as it should be. */
  record Leave(String what) implements Finding {}

  /**
   * It is there but differs, and the run may not change it.
   *
   * @param differences each as {@code field: is → should be}
   */
  record Differs(String what, List<String> differences) implements Finding {
    public Differs {
      differences = List.copyOf(differences);
    }
  }

  /**
   * It is there and would be changed.
   *
   * @param differences each as {@code field: is → should be}
   */
  record Change(String what, List<String> differences) implements Finding {
    public Change {
      differences = List.copyOf(differences);
    }
  }

  /**
   * It is not there and would be made.
   *
   * @param settings each as {@code field: value}
   */
  record Create(String what, List<String> settings) implements Finding {
    public Create {
      settings = List.copyOf(settings);
    }

    public Create(String what) {
      this(what, List.of());
    }
  }

  /** Whether there is something to do. */
  default boolean needsWork() {
    return switch (this) {
      case Create create -> true;
      case Change change -> true;
      case Leave leave -> false;
      case Differs differs -> false;
    };
  }
}
