/**
 * Labels: taken from people and from maintenance systems, and handed out again. Nobody signs in
 * yet, so who decided is what was said.
 */
package fettle.dashboard.label;
