/**
 * Azure ML as a model workspace, by its REST interface, with an identity and no keys. {@link
 * fettle.ops.train.azure.AzureMlWorkspace} does what training asks for; {@link
 * fettle.ops.train.azure.WorkspaceResources} asks Resource Manager, {@link
 * fettle.ops.train.azure.Datastores} finds the containers of files; a {@link
 * fettle.ops.train.azure.DataAsset}, a {@link fettle.ops.train.azure.CommandJob} and a {@link
 * fettle.ops.train.azure.RegisteredModel} know how a data set, a job and a model look there.
 */
package fettle.ops.train.azure;
