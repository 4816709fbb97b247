/**
 * Runs a pipeline: a directed graph of idempotent steps. Each step first looks at what is there and
 * then makes only what is missing; branches that do not need each other run side by side; what may
 * pass is tried again; and a run that was broken off is taken up where it stopped. Knows nothing of
 * clouds, models or devices.
 */
package fettle.ops.pipeline;
