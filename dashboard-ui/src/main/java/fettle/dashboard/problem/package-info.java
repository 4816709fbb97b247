/** What goes wrong with a request, as RFC 9457 problem documents. */
package fettle.dashboard.problem;
