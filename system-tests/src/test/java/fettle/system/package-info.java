/** The whole system, in containers and while a sensor drifts; how tests start it and look at it. */
package fettle.system;
