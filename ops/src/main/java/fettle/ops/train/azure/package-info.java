/** Azure ML as a model workspace, by its REST interface, with an identity and no keys. */
package fettle.ops.train.azure;
