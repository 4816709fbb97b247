/**
 * Holds the manifests to Kubernetes' own types, to the programs that they start, and to the arrows
 * of ARCHITECTURE.md. Nothing here needs a cluster; {@code kubectl} renders, and without it the
 * tests are skipped.
 */
package fettle.k8s;
