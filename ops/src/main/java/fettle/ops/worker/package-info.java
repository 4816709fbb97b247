/**
 * The long-running mode: takes requests for pipelines that the dashboard, a script or a schedule
 * left in the store, and runs them one at a time a pipeline, just as the commands would.
 */
package fettle.ops.worker;
