package fettle.ops.image;

import java.util.Map;

/** What programs with ONNX Runtime want of whoever starts them. */
public final class OnnxRuntime {
  /** Version 1.29 would report its use, and dies where there is no {@code /etc/machine-id}. */
  public static final Map<String, String> ENVIRONMENT = Map.of("ORT_DISABLE_TELEMETRY", "1");

  private OnnxRuntime() {}
}
