/** Tells repeats from first arrivals, exactly, within a bound. */
package fettle.gateway.repeat;
