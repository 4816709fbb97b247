/** Who is told of alarms, and how that is getting on. */
package fettle.dashboard.notification;
