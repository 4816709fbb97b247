/** How sure a measured figure is. Everything that draws random numbers is seeded. */
package fettle.ops.statistics;
