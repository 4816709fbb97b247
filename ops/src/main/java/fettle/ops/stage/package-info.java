/**
 * A small Fettle around programs that are started one by one: to be measured ({@link
 * fettle.ops.bench.footprint}), or to learn what belongs in their ahead-of-time caches ({@link
 * fettle.ops.release}). Everything speaks the protocols that it speaks in the cloud.
 */
package fettle.ops.stage;
