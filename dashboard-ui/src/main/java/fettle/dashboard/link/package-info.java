/**
 * Links that show one machine's view to whoever has them, without sign-in: what a link may show and
 * until when stands in it, signed with a key of the dashboard. Each has an id, by which it is
 * listed in the store and can be taken back; a link opens only while the store says that it holds.
 * Taking a key away takes away all links that it signed.
 */
package fettle.dashboard.link;
