/**
 * What a machine measured in a range of time: the choice of a tier, merging of buckets, and the
 * REST answer.
 *
 * <p>Fewer points never average a spike away: minima and maxima of merged buckets are kept exactly.
 */
package fettle.dashboard.series;
