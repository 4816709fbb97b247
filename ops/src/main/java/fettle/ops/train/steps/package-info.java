/**
 * The training pipeline, step by step, the same for every workspace: recordings → data set → upload
 * → registration → job → its end → model version → download → comparison with the model in use →
 * the folder that deployment takes models from. What decides whether something is there already is
 * the fingerprint of data, options and trainer, never a memory of an earlier run.
 */
package fettle.ops.train.steps;
