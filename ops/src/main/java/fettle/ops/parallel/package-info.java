/** The same work on many things, on a bounded number of threads. */
package fettle.ops.parallel;
