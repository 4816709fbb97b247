/**
 * What the store holds of drift, at the keys that {@link fettle.telemetry.store.StoreKeys} names:
 * the gateway writes it, pages and pipelines read it.
 */
package fettle.drift.store;
