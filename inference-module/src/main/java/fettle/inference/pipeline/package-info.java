/**
 * The way of a message through the module: {@link fettle.inference.pipeline.TelemetryInput} takes
 * it, has it scored and sends it on; {@link fettle.inference.pipeline.Inference} puts the parts
 * together, {@link fettle.inference.pipeline.ReportedState} is what the twin is told of it.
 */
package fettle.inference.pipeline;
