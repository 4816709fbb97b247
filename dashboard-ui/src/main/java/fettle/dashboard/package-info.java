/** Pages, REST API and live WebSocket. */
package fettle.dashboard;
