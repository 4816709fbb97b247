/**
 * Recordings in CSV files, sent as if they were measured now: one machine a file, spacing kept,
 * shifted so that the recording ends when its replay ends. A file is read twice, once to know its
 * columns, times and faults before anything is sent, once to send it, and is never held in memory.
 */
package fettle.sensor.replay;
