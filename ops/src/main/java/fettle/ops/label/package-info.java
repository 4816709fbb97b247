/**
 * What people decided, copied from Redis to the lake, and read from there. The lake's copy is for
 * good: data sets are made with it, and an empty Redis is filled from it.
 */
package fettle.ops.label;
