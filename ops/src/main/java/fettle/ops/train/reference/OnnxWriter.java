package fettle.ops.train.reference;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import java.util.List;
import java.util.SortedMap;

/**
 * Writes a {@link ReferenceModel} as an ONNX graph: {@code window} [batch, W, F] in, {@code score}
 * [batch] and {@code contribution} [batch, F] out, all float32. The mean is taken off the readings
 * before anything is added up, so that a large offset (a pressure of 1013 hPa) costs no digits.
 */
final class OnnxWriter {

  private static final int OPSET = 17;
  private static final int IR_VERSION = 8;

  private OnnxWriter() {}

  /**
   * @param metadata written as the model's metadata properties, in the map's order
   * @return the file's bytes; the same input gives the same bytes
   */
  static byte[] write(
      String name, long version, ReferenceModel model, SortedMap<String, String> metadata) {
    int window = model.weights().length;
    int features = model.mean().length;
    GraphProto.Builder graph =
        GraphProto.newBuilder()
            .setName(name)
            .addInput(value("window", window, features))
            .addOutput(value("score"))
            .addOutput(value("contribution", features))
            .addInitializer(floats("mean", model.mean(), features))
            .addInitializer(floats("scale", model.scale(), features))
            .addInitializer(floats("weights", model.weights(), 1, window))
            .addInitializer(floats("root", flat(model.root()), features, features))
            .addInitializer(floats("lowest", new double[] {-ReferenceModel.CLIP}))
            .addInitializer(floats("highest", new double[] {ReferenceModel.CLIP}))
            .addInitializer(floats("one", new double[] {1}))
            .addInitializer(floats("smallest", new double[] {ReferenceModel.SMALLEST_INDEX}))
            .addInitializer(longs("last", 1));
    addNodes(graph);
    ModelProto.Builder file =
        ModelProto.newBuilder()
            .setIrVersion(IR_VERSION)
            .setProducerName("fettle")
            .setDomain("fettle")
            .setModelVersion(version)
            .addOpsetImport(OperatorSetIdProto.newBuilder().setDomain("").setVersion(OPSET))
            .setGraph(graph);
    metadata.forEach(
        (key, text) ->
            file.addMetadataProps(StringStringEntryProto.newBuilder().setKey(key).setValue(text)));
    return file.build().toByteArray();
  }

  private static void addNodes(GraphProto.Builder graph) {
    node(graph, "Sub", "centred", "window", "mean");
    node(graph, "MatMul", "smoothed_rows", "weights", "centred"); // [1,W] x [batch,W,F]
    node(graph, "Squeeze", "smoothed", "smoothed_rows", "last"); // [batch,1,F] -> [batch,F]
    node(graph, "Div", "scaled", "smoothed", "scale");
    node(graph, "Clip", "z", "scaled", "lowest", "highest");
    node(graph, "MatMul", "rooted", "z", "root"); // the root is symmetric
    node(graph, "Mul", "terms", "rooted", "rooted");
    NodeProto.Builder sum = node("ReduceSum", "index", "terms", "last");
    graph.addNode(
        sum.addAttribute(
            AttributeProto.newBuilder()
                .setName("keepdims")
                .setType(AttributeProto.AttributeType.INT)
                .setI(1)));
    node(graph, "Add", "above", "index", "one");
    node(graph, "Div", "score_column", "index", "above");
    node(graph, "Squeeze", "score", "score_column", "last");
    node(graph, "Max", "divisor", "index", "smallest");
    node(graph, "Div", "contribution", "terms", "divisor");
  }

  private static void node(GraphProto.Builder graph, String type, String output, String... inputs) {
    graph.addNode(node(type, output, inputs));
  }

  private static NodeProto.Builder node(String type, String output, String... inputs) {
    return NodeProto.newBuilder()
        .setOpType(type)
        .setName(output)
        .addOutput(output)
        .addAllInput(List.of(inputs));
  }

  /** A float tensor whose first dimension is the batch. */
  private static ValueInfoProto value(String name, int... dimensions) {
    TensorShapeProto.Builder shape = TensorShapeProto.newBuilder();
    shape.addDim(TensorShapeProto.Dimension.newBuilder().setDimParam("batch"));
    for (int dimension : dimensions) {
      shape.addDim(TensorShapeProto.Dimension.newBuilder().setDimValue(dimension));
    }
    return ValueInfoProto.newBuilder()
        .setName(name)
        .setType(
            TypeProto.newBuilder()
                .setTensorType(
                    TypeProto.Tensor.newBuilder()
                        .setElemType(TensorProto.DataType.FLOAT.getNumber())
                        .setShape(shape)))
        .build();
  }

  /** Without dimensions: a scalar. */
  private static TensorProto floats(String name, double[] values, int... dimensions) {
    TensorProto.Builder tensor =
        TensorProto.newBuilder().setName(name).setDataType(TensorProto.DataType.FLOAT.getNumber());
    for (int dimension : dimensions) {
      tensor.addDims(dimension);
    }
    for (double value : values) {
      tensor.addFloatData((float) value);
    }
    return tensor.build();
  }

  private static TensorProto longs(String name, long value) {
    return TensorProto.newBuilder()
        .setName(name)
        .setDataType(TensorProto.DataType.INT64.getNumber())
        .addDims(1)
        .addInt64Data(value)
        .build();
  }

  private static double[] flat(double[][] matrix) {
    double[] result = new double[matrix.length * matrix.length];
    for (int i = 0; i < matrix.length; i++) {
      System.arraycopy(matrix[i], 0, result, i * matrix.length, matrix.length);
    }
    return result;
  }
}
