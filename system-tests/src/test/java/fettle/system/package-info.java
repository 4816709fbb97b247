/** The whole system, run as a person runs it, and seen through what a person sees. */
package fettle.system;
