/**
 * From scores to alarms: when a machine's anomalous readings are an episode that a person should
 * look at, and when it is over. Pure, in event time: the same readings in the same order give the
 * same alarms, whenever they are read again.
 */
package fettle.gateway.alarm;
