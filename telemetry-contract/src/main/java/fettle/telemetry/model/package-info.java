/**
 * What modules agree on about models: how a model's file is made ({@link
 * fettle.telemetry.model.ModelTensors}, {@link fettle.telemetry.model.ModelProperties}), which
 * {@code ops} writes and devices read, and, between {@code ops} and the dashboard, cards and the
 * models in use, as Redis keys and JSON.
 */
package fettle.telemetry.model;
