package fettle.ops.train.onnx;

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
import fettle.telemetry.model.ModelTensors;
import java.util.List;
import java.util.SortedMap;

/**
 * A graph under construction, with the inputs and outputs that {@link ModelTensors} names. Nodes
 * are added in the order of computation, and each is called like its output.
 */
public final class OnnxGraph {

  private static final int OPSET = 17;
  private static final int ML_OPSET = 3;
  private static final String ML_DOMAIN = "ai.onnx.ml";
  private static final int IR_VERSION = 8;

  private final GraphProto.Builder graph;
  private boolean ml;

  /**
   * @param window W, readings
   * @param features F, signals
   */
  public OnnxGraph(String name, int window, int features) {
    graph =
        GraphProto.newBuilder()
            .setName(name)
            .addInput(value(ModelTensors.WINDOW, window, features))
            .addOutput(value(ModelTensors.SCORE))
            .addOutput(value(ModelTensors.CONTRIBUTION, features));
  }

  /** A constant; without dimensions a scalar. */
  public String floats(String name, double[] values, int... dimensions) {
    TensorProto.Builder tensor =
        TensorProto.newBuilder().setName(name).setDataType(TensorProto.DataType.FLOAT.getNumber());
    for (int dimension : dimensions) {
      tensor.addDims(dimension);
    }
    for (double value : values) {
      tensor.addFloatData((float) value);
    }
    graph.addInitializer(tensor);
    return name;
  }

  /** A constant number. */
  public String number(String name, double value) {
    return floats(name, new double[] {value});
  }

  /** A constant matrix of equally long rows. */
  public String matrix(String name, double[][] rows) {
    int columns = rows[0].length;
    double[] flat = new double[rows.length * columns];
    for (int i = 0; i < rows.length; i++) {
      System.arraycopy(rows[i], 0, flat, i * columns, columns);
    }
    return floats(name, flat, rows.length, columns);
  }

  /** A constant list of whole numbers, as shapes and axes are given. */
  public String longs(String name, long... values) {
    TensorProto.Builder tensor =
        TensorProto.newBuilder()
            .setName(name)
            .setDataType(TensorProto.DataType.INT64.getNumber())
            .addDims(values.length);
    for (long value : values) {
      tensor.addInt64Data(value);
    }
    graph.addInitializer(tensor);
    return name;
  }

  /** Adds an operation. */
  public String node(String type, String output, String... inputs) {
    graph.addNode(operation(type, output, inputs));
    return output;
  }

  /** The sum along an axis, which stays with length 1. */
  public String sum(String output, String input, String axes) {
    graph.addNode(operation("ReduceSum", output, input, axes).addAttribute(whole("keepdims", 1)));
    return output;
  }

  /** Parts of a tensor along an axis. */
  public String gather(String output, String input, String indices, int axis) {
    graph.addNode(operation("Gather", output, input, indices).addAttribute(whole("axis", axis)));
    return output;
  }

  /** Tensors one behind the other along an axis. */
  public String concat(String output, int axis, String... inputs) {
    graph.addNode(operation("Concat", output, inputs).addAttribute(whole("axis", axis)));
    return output;
  }

  /** Adds an operation of ONNX's machine-learning domain. */
  public String ml(String type, String output, String input, List<AttributeProto> attributes) {
    ml = true;
    graph.addNode(operation(type, output, input).setDomain(ML_DOMAIN).addAllAttribute(attributes));
    return output;
  }

  /**
   * The file.
   *
   * @param metadata written as the model's metadata properties, in the map's order
   * @return the same bytes for the same graph and metadata
   */
  public byte[] bytes(long version, SortedMap<String, String> metadata) {
    ModelProto.Builder file =
        ModelProto.newBuilder()
            .setIrVersion(IR_VERSION)
            .setProducerName("fettle")
            .setDomain("fettle")
            .setModelVersion(version)
            .addOpsetImport(OperatorSetIdProto.newBuilder().setDomain("").setVersion(OPSET))
            .setGraph(graph);
    if (ml) {
      file.addOpsetImport(
          OperatorSetIdProto.newBuilder().setDomain(ML_DOMAIN).setVersion(ML_OPSET));
    }
    metadata.forEach(
        (key, text) ->
            file.addMetadataProps(StringStringEntryProto.newBuilder().setKey(key).setValue(text)));
    return file.build().toByteArray();
  }

  private static NodeProto.Builder operation(String type, String output, String... inputs) {
    return NodeProto.newBuilder()
        .setOpType(type)
        .setName(output)
        .addOutput(output)
        .addAllInput(List.of(inputs));
  }

  private static AttributeProto whole(String name, long value) {
    return AttributeProto.newBuilder()
        .setName(name)
        .setType(AttributeProto.AttributeType.INT)
        .setI(value)
        .build();
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
}
