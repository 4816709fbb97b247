/**
 * What modules agree on about models. {@code ops} writes and devices read a model's file ({@link
 * fettle.telemetry.model.ModelTensors}, {@link fettle.telemetry.model.ModelProperties}) and the
 * {@link fettle.telemetry.model.ModelManifest} that says whose it is; between {@code ops} and the
 * dashboard lie cards and the models in use, as Redis keys and JSON.
 */
package fettle.telemetry.model;
