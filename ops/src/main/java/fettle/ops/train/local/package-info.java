/**
 * The model workspace of one machine: a folder. A job is a process of its own and a folder that
 * tells how far it is, so that it outlives the pipeline that submitted it.
 */
package fettle.ops.train.local;
