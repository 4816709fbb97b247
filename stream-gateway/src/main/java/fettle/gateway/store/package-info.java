/**
 * The gateway's side of the store. Scripts change it: one names the stream of a new store, one
 * takes a partition over, one writes a step, guarded by epoch, owner and offset, and one says that
 * the owner lives, guarded by epoch and owner. Requests block their (worker) thread.
 */
package fettle.gateway.store;
