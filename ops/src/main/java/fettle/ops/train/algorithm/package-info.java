/** The ways of learning that there are, by the names that command line and environment file use. */
package fettle.ops.train.algorithm;
