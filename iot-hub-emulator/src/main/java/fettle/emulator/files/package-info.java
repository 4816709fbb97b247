/** Writing small files so that they are whole after a kill and readable by their owner alone. */
package fettle.emulator.files;
