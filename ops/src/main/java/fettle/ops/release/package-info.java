/**
 * {@code ./fettle images}: every program as an image, in a registry or as archives in a folder,
 * with its list of components beside it, and the names for {@code k8s/}; on the base that is made
 * here with an ahead-of-time cache. How an image is made is known in {@link fettle.ops.image}
 * alone: what {@code deploy} and {@code train} push on a base is the same image.
 */
package fettle.ops.release;
