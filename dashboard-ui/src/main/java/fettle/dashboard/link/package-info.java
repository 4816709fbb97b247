/**
 * Links that show one machine's view to whoever has them, without sign-in: what a link may show and
 * until when stands in it, signed with a key of the dashboard. Nothing is stored; taking a key away
 * takes away all links that it signed.
 */
package fettle.dashboard.link;
