/**
 * What happened around a machine, for the time axis of its charts: alarms, labels, maintenance,
 * commands, links without sign-in, changes of its model, deployments, and the notes that people
 * write there.
 */
package fettle.dashboard.event;
