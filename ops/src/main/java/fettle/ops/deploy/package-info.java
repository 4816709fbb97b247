/**
 * {@code ./fettle deploy}: brings the edge modules and their models to a device, or to a fleet.
 *
 * <p>{@link fettle.ops.deploy.DeployCommand} reads the settings and puts the pipeline together:
 * images ({@link fettle.ops.image}), a manifest ({@link fettle.ops.deploy.DeploymentManifest},
 * checked by {@link fettle.ops.deploy.ManifestSchema}), its application, and the wait until the
 * device reports what it was told to run ({@link fettle.ops.deploy.ModuleReports}). What does not
 * get there in time is taken back.
 */
package fettle.ops.deploy;
