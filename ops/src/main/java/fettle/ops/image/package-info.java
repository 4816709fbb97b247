/**
 * Images of the edge modules and of the ops program, built and pushed without a Docker daemon: from
 * what a build left in a folder ({@link fettle.ops.image.Application}) to an image in a registry,
 * tagged by what is in it. Knows nothing of devices, hubs and jobs.
 */
package fettle.ops.image;
