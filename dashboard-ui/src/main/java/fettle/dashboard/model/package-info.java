/**
 * Models as people see them: what each learned from, how good it is, which machines it runs on,
 * whether what it sees there still looks as it did in training, and what people said of its alarms.
 * Cards come from trainings, drift from gateways; nothing is computed here but sums and pictures.
 */
package fettle.dashboard.model;
