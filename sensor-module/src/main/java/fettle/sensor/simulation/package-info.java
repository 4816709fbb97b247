/**
 * Pumps that behave like pumps: a load profile drives a motor and a centrifugal pump, and
 * everything else follows from physics. Without Quarkus, clocks or threads: the same seed and the
 * same times give the same readings, bit for bit.
 *
 * <p>Sources of the formulas: the affinity laws and quadratic head curves of centrifugal pumps
 * (Gülich, Centrifugal Pumps, ch. 3 and 10), a first-order thermal model of the motor, vibration
 * zones as in ISO 20816-3.
 */
package fettle.sensor.simulation;
