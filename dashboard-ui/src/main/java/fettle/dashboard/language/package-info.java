/**
 * The languages in which pages speak. Each page's texts are a message bundle of Qute: English at
 * its methods, German in {@code messages/NAME_de.properties}. What scripts say is in {@code
 * words/LANGUAGE.properties}, and reaches them in the page.
 */
package fettle.dashboard.language;
