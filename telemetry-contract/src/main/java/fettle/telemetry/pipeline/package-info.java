/**
 * What {@code ops} and the dashboard agree on about pipelines: the runs that are shown, the
 * requests that people and schedules make, and the worker that takes them, as Redis keys and JSON.
 */
package fettle.telemetry.pipeline;
