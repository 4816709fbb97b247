/**
 * ONNX graphs, as every trainer writes them: one input {@code window} and the outputs {@code score}
 * and {@code contribution}. Only the protobuf classes lie below; what a graph computes is the
 * trainers' business.
 */
package fettle.ops.train.onnx;
