/**
 * Recordings in CSV files: one machine a file, a header, a reading a row. Which column holds the
 * times, which are signals and which are ground truth is told from names and content; what cannot
 * be used is counted and named by file and line, or refused where nothing sensible is left.
 *
 * <p>A replay and a training read a file in the same way, so a model knows exactly the signals that
 * are sent. {@link fettle.recording.RecordingFile} looks through a file without holding it in
 * memory; {@link fettle.recording.RecordingReader} reads it as columns.
 */
package fettle.recording;
