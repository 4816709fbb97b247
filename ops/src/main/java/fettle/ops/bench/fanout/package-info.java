/**
 * The fan-out benchmark: changes in Redis, a server between, and viewers that note when each
 * reached them. Changes, server and viewers are processes of their own; the server is Fettle's
 * dashboard, and in the same run a plain broadcast server as the comparison.
 */
package fettle.ops.bench.fanout;
