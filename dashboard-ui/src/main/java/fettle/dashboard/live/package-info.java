/**
 * The live view: one WebSocket per browser, fed by what the gateway announces.
 *
 * <p>Everything in here, except the socket's callbacks, runs on one event loop ({@link
 * fettle.dashboard.live.LiveLoop}), so nothing is locked. The way of a change: {@link
 * fettle.dashboard.live.Announcements} hears it, the {@link fettle.dashboard.live.MachineFeed} of
 * its machine (or {@link fettle.dashboard.live.FleetFeed}) passes it to each {@link
 * fettle.dashboard.live.Viewer}, which has at most one frame under way and merges what is newer
 * into the next. Buckets are absolute, so merging is replacing, and what a viewer holds is bounded
 * by its window.
 *
 * <p>A chart is complete because a viewer first subscribes, then reads history, then takes changes:
 * a bucket that was announced meanwhile is newer than, or the same as, the one read. After a lost
 * subscription history is read again.
 */
package fettle.dashboard.live;
