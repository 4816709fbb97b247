/** What the dashboard is shown of an environment's models. */
package fettle.ops.train.show;
