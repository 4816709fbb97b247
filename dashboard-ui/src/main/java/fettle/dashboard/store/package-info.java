/**
 * Reading Redis: states, buckets, alarms, rejected messages, and the announcements of changes; and
 * writing what people ask for and decide.
 *
 * <p>Nothing here writes to the gateway's keys. Every call has a time limit; that the store is away
 * is a typed failure.
 */
package fettle.dashboard.store;
