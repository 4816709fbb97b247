/**
 * Puts the cards of an environment's models, and which of them are in use, into the store, from
 * where the dashboard shows them.
 */
package fettle.ops.train.show;
