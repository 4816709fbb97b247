/**
 * A reference state for machines that wander: what each signal's level is, how far it strays while
 * the machine is healthy, and where signals follow one another, what they say of each other.
 *
 * <p>The way of a recording: {@link fettle.ops.train.levels.Course} drops the rows in which the
 * machine settles; {@link fettle.ops.train.levels.LevelsFit} takes the level that the newest rows
 * have; {@link fettle.ops.train.levels.Wander} says how far it strays, by noise, by excursions that
 * were seen, and by drift that is still to come; {@link fettle.ops.train.levels.Association} finds
 * signals that the others foretell; {@link fettle.ops.train.levels.LevelsModel} joins all of it
 * into one score.
 *
 * <p>Nothing here draws random numbers.
 */
package fettle.ops.train.levels;
