/**
 * All machines: how each is, where its data is, and what a viewer of the fleet sees of them.
 *
 * <p>The judgement of one machine ({@link fettle.dashboard.fleet.Presence}, {@link
 * fettle.dashboard.fleet.Condition}, {@link fettle.dashboard.fleet.HopStrip}) is pure: state and
 * time in, answer out.
 */
package fettle.dashboard.fleet;
