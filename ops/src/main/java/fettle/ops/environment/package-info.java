/**
 * The file that describes one environment: what provisioning makes, what training learns from, what
 * deployment puts where. A wrong file is refused before anything is called, naming every field that
 * is wrong and its rule; secrets stand in it only as references. What the file leaves out, and an
 * earlier pipeline found or made, is {@link fettle.ops.environment.Recorded}.
 */
package fettle.ops.environment;
