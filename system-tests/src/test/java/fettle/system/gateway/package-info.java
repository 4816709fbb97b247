/**
 * The packaged gateway between a real broker and a real Redis: killed, paused, upgraded, fed with
 * what is no good batch; and what the store must hold in the end.
 */
package fettle.system.gateway;
