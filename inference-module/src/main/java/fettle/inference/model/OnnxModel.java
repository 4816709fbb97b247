package fettle.inference.model;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import fettle.telemetry.model.ModelTensors;
import java.nio.FloatBuffer;
import java.util.Map;

/**
 * One model in onnxruntime. Its inputs and outputs are in a {@link ModelMemory} that it shares with
 * others, bound once and used for every run. Not thread-safe.
 *
 * <p>onnxruntime 1.29.0 overflows the stack of a thread of 1 MB, and so kills the process, when the
 * process's command line has more than some 4,000 characters: start the module with {@code -jar},
 * or with its class path in the environment.
 */
public final class OnnxModel implements AutoCloseable {

  /** The input buffer's size; a longer batch is scored in several runs. */
  private static final int INPUT_BYTES = 1 << 20;

  private static final int MOST_WINDOWS = 256;

  private final OrtEnvironment environment = OrtEnvironment.getEnvironment();
  private final ModelInfo info;
  private final OrtSession session;
  private final int values;
  private final int capacity;
  private ModelMemory memory;
  private Binding binding;

  private OnnxModel(ModelInfo info, OrtSession session) {
    this.info = info;
    this.session = session;
    values = info.window() * info.signals().size();
    capacity = Math.clamp(INPUT_BYTES / (Float.BYTES * (long) values), 1, MOST_WINDOWS);
  }

  /**
   * Loads a model, checks its inputs and outputs against its own metadata and runs it once.
   *
   * @param largestWindow bound of W times the number of signals
   */
  static OnnxModel load(byte[] bytes, int largestWindow) throws ModelRefusal {
    OrtSession session = session(bytes);
    OnnxModel model = null;
    try {
      ModelInfo info = ModelInfo.of(session.getMetadata().getCustomMetadata(), largestWindow);
      checkShapes(session, info);
      model = new OnnxModel(info, session);
      model.tryOut();
      return model;
    } catch (OrtException e) {
      close(model, session);
      throw ModelRefusal.wrong("it does not run: " + e.getMessage());
    } catch (ModelRefusal | RuntimeException | OutOfMemoryError e) {
      close(model, session);
      throw e;
    }
  }

  public ModelInfo info() {
    return info;
  }

  /** How many windows one run takes at most. */
  public int capacity() {
    return capacity;
  }

  /** Takes a memory into use, and makes room in it; before the windows of a batch are put there. */
  public void use(ModelMemory shared) {
    use(shared, capacity);
  }

  private void use(ModelMemory shared, int count) {
    memory = shared;
    memory.fit(count * values, count, count * info.signals().size());
  }

  /** Where the windows go before a run: from index 0, W·F values each, oldest reading first. */
  public FloatBuffer windows() {
    return memory.windows();
  }

  /** After a run: one score a window. */
  public float score(int window) {
    return memory.scores().get(window);
  }

  /** After a run: the share of a signal, in the model's order, in a window's score. */
  public float contribution(int window, int signal) {
    return memory.contributions().get(window * info.signals().size() + signal);
  }

  /**
   * Scores the first {@code count} windows of {@link #windows()}.
   *
   * @throws OrtException when the runtime fails; nothing of its outputs is then valid
   */
  public void run(int count) throws OrtException {
    if (binding == null || !binding.fits(count)) {
      unbind();
      binding = new Binding(count);
    }
    session.run(binding.inputs, binding.outputs).close();
  }

  private void unbind() {
    if (binding != null) {
      binding.close();
      binding = null;
    }
  }

  @Override
  public void close() {
    unbind();
    close(null, session);
  }

  private static OrtSession session(byte[] bytes) throws ModelRefusal {
    try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
      options.setIntraOpNumThreads(1);
      options.setInterOpNumThreads(1);
      // an arena keeps what its largest batch needed for ever; these tensors are small and bound
      options.setCPUArenaAllocator(false);
      options.setMemoryPatternOptimization(false);
      return OrtEnvironment.getEnvironment().createSession(bytes, options);
    } catch (OrtException e) {
      throw ModelRefusal.wrong("onnxruntime cannot load it: " + e.getMessage());
    } catch (LinkageError e) {
      throw ModelRefusal.wrong(NativeLibraries.missing(e));
    }
  }

  private static void checkShapes(OrtSession session, ModelInfo info)
      throws OrtException, ModelRefusal {
    int signals = info.signals().size();
    if (session.getInputInfo().size() != 1) {
      throw ModelRefusal.wrong("it has not just the one input '" + ModelTensors.WINDOW + "'");
    }
    check(session.getInputInfo(), ModelTensors.WINDOW, info.window(), signals);
    check(session.getOutputInfo(), ModelTensors.SCORE);
    check(session.getOutputInfo(), ModelTensors.CONTRIBUTION, signals);
  }

  /** The tensor must be float32 [batch, dimensions…] with the batch left open. */
  private static void check(Map<String, NodeInfo> nodes, String name, long... dimensions)
      throws ModelRefusal {
    NodeInfo node = nodes.get(name);
    if (node == null || !(node.getInfo() instanceof TensorInfo tensor)) {
      throw ModelRefusal.wrong("it has no tensor '" + name + "'");
    }
    long[] shape = tensor.getShape();
    boolean fits =
        tensor.type == OnnxJavaType.FLOAT && shape.length == dimensions.length + 1 && shape[0] < 0;
    for (int i = 0; fits && i < dimensions.length; i++) {
      fits = shape[i + 1] < 0 || shape[i + 1] == dimensions[i];
    }
    if (!fits) {
      throw ModelRefusal.wrong(
          "its '%s' is %s, not float32 [batch%s] as its metadata says"
              .formatted(name, tensor, text(dimensions)));
    }
  }

  private static String text(long[] dimensions) {
    StringBuilder text = new StringBuilder();
    for (long dimension : dimensions) {
      text.append(", ").append(dimension);
    }
    return text.toString();
  }

  private void tryOut() throws OrtException, ModelRefusal {
    int count = Math.min(2, capacity);
    // of its own: the shared memory may be in use by the models of now
    use(new ModelMemory(), count);
    run(count);
    for (int i = 0; i < count; i++) {
      if (!(score(i) >= 0 && score(i) <= 1)) {
        throw ModelRefusal.wrong("it gives the score " + score(i) + ", not one from 0 to 1");
      }
    }
    unbind();
    memory = null;
  }

  private static void close(OnnxModel model, OrtSession session) {
    if (model != null) {
      model.unbind();
    }
    try {
      session.close();
    } catch (OrtException e) {
      throw new IllegalStateException("onnxruntime cannot close a session", e);
    }
  }

  /** Tensors over the memory for one number of windows; batches mostly keep to one. */
  private final class Binding implements AutoCloseable {
    private final int count;
    private final int generation = memory.generation();
    private final Map<String, OnnxTensor> inputs;
    private final Map<String, OnnxTensor> outputs;

    Binding(int count) throws OrtException {
      this.count = count;
      int signals = info.signals().size();
      inputs =
          Map.of(
              ModelTensors.WINDOW,
              tensor(memory.windows(), count * values, count, info.window(), signals));
      outputs =
          Map.of(
              ModelTensors.SCORE, tensor(memory.scores(), count, count),
              ModelTensors.CONTRIBUTION,
                  tensor(memory.contributions(), count * signals, count, signals));
    }

    /** Not where the memory has grown for another model meanwhile. */
    boolean fits(int windows) {
      return count == windows && generation == memory.generation();
    }

    private OnnxTensor tensor(FloatBuffer memory, int values, long... shape) throws OrtException {
      return OnnxTensor.createTensor(environment, memory.slice(0, values), shape);
    }

    @Override
    public void close() {
      inputs.values().forEach(OnnxTensor::close);
      outputs.values().forEach(OnnxTensor::close);
    }
  }
}
