/**
 * Models: fetched and verified ({@link fettle.inference.model.ModelStore}), loaded into onnxruntime
 * ({@link fettle.inference.model.OnnxModel}), and put in place of the old ones when the twin says
 * so ({@link fettle.inference.model.ModelDeployment}). A set that has any fault is refused whole,
 * with a reason; what is in use stays in use.
 */
package fettle.inference.model;
