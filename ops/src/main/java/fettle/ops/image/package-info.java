/**
 * Images of edge modules, built and pushed without a Docker daemon: from a module's fast-jar folder
 * to a manifest list in a registry, tagged by what is in it. Knows nothing of devices and hubs.
 */
package fettle.ops.image;
