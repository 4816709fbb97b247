package fettle.ops.train;

import fettle.ops.train.workspace.ModelWorkspace;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Set;

/** A workspace that breaks a run off, once at each point before and after it makes something. */
public final class BrokenOff extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private static final Set<String> MAKING = Set.of("upload", "register", "submit", "download");

  private BrokenOff(String message) {
    super(message);
  }

  /**
   * @param points where it broke off already, added to: each breaks once
   */
  public static ModelWorkspace at(ModelWorkspace workspace, List<String> points) {
    return (ModelWorkspace)
        Proxy.newProxyInstance(
            ModelWorkspace.class.getClassLoader(),
            new Class<?>[] {ModelWorkspace.class},
            (proxy, method, arguments) -> {
              boolean making = MAKING.contains(method.getName());
              String what = making ? method.getName() + " " + subject(arguments) : "";
              if (making) {
                breakOnce("before " + what, points);
              }
              Object result;
              try {
                result = method.invoke(workspace, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
              if (making) {
                breakOnce("after " + what, points);
              }
              return result;
            });
  }

  private static String subject(Object[] arguments) {
    return arguments.length > 1 ? arguments[1].toString() : arguments[0].getClass().getSimpleName();
  }

  private static void breakOnce(String point, List<String> points) {
    if (!points.contains(point)) {
      points.add(point);
      throw new BrokenOff(point);
    }
  }
}
