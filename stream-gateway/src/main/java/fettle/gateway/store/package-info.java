/**
 * The gateway's side of the store. Two scripts change it: one takes a partition over, the other
 * writes a step, guarded by epoch, owner and offset. Requests block their (worker) thread.
 */
package fettle.gateway.store;
