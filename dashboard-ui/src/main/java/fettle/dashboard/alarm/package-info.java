/**
 * Alarms as people see them: raised by the gateway, and what people decided about each. The
 * dashboard appends decisions and leaves alarms as they are.
 */
package fettle.dashboard.alarm;
