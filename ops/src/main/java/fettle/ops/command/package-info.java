/** What the commands that run pipelines share: their options, and how a run is shown. */
package fettle.ops.command;
