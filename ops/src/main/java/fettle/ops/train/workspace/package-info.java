/**
 * Where data sets, training jobs and model versions are kept, as the training pipeline sees it: one
 * interface, {@link fettle.ops.train.workspace.ModelWorkspace}, with a folder behind it on this
 * machine and Azure ML in the cloud. Every operation can be repeated, and none relies on what an
 * earlier process remembered.
 */
package fettle.ops.train.workspace;
