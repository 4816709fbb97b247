/**
 * The Redis that gateway and dashboard share, as far as pipelines use it: their runs are shown
 * there, and requests for them wait there. Its layout is {@link fettle.telemetry.pipeline}.
 */
package fettle.ops.store;
