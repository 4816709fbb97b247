/**
 * Reading Redis: states, buckets, rejected messages, and the announcements of changes.
 *
 * <p>Nothing here writes. Every read has a time limit; that the store is away is a typed failure.
 */
package fettle.dashboard.store;
