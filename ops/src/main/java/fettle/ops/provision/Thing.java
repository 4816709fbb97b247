package fettle.ops.provision;

import com.fasterxml.jackson.databind.node.ObjectNode;
import fettle.ops.azure.ArmJson;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Function;

/**
 * One resource in Azure, through the client that knows it.
 *
 * @param <M> what the client gives
 * @param <P> what the client takes
 * @param what kind and name, for a person
 * @param find the resource; an answer 404 means that it is not there
 * @param state its provisioning state; {@code null} where it has none
 * @param fixed fields that cannot be changed once it is made, as {@link Drift} writes them
 * @param view all that can be set of it, as it is
 */
record Thing<M, P>(
    String what,
    Class<P> body,
    Callable<M> find,
    Writing<M, P> writing,
    Function<M, Object> state,
    Set<String> fixed,
    Function<M, ObjectNode> view) {

  /** Of a client whose models say all that can be set. */
  Thing(
      String what,
      Class<P> body,
      Callable<M> find,
      Writing<M, P> writing,
      Function<M, Object> state,
      Set<String> fixed) {
    this(what, body, find, writing, state, fixed, ArmJson::tree);
  }

  /** Makes or changes a resource, and returns when that is done. */
  @FunctionalInterface
  interface Writing<M, P> {
    /**
     * @param found what is there; {@code null} when nothing is
     */
    void write(P body, M found);
  }
}
