/**
 * Tells others of alarms. A step that raises or clears an alarm writes, with everything else, what
 * is to be told to whom; the partition's owner then delivers it, at least once and with the same id
 * each time, and takes it off the list. Whoever takes the partition over goes on with the rest. An
 * endpoint that takes nothing holds up no other.
 */
package fettle.gateway.delivery;
