/**
 * Every batch on its way passes a bounded buffer on disk, so that one path serves all cases: the
 * hub is there, it is away, the process was killed. Order is kept. What an overflow throws away is
 * counted, oldest first.
 *
 * <p>A batch is written (not forced to the platter) before it is sent, and a segment is deleted
 * when the hub has acknowledged all of it: while the hub answers, a file lives shorter than the
 * operating system's write-back delay, and little reaches the card. Killing the process loses
 * nothing that was appended; losing power may lose the last seconds. Only the small state file is
 * forced, and written when it has changed; one that is damaged all the same is put aside, and a
 * damaged record costs no other.
 */
package fettle.sensor.buffer;
