/**
 * Pipeline runs as people see them, and requests for more. The dashboard runs nothing itself: it
 * leaves a request in the store, which a worker of {@code ops} takes.
 */
package fettle.dashboard.pipeline;
