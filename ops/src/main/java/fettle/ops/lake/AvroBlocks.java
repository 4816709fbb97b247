package fettle.ops.lake;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;

/**
 * Follows the blocks of an Avro object container file from its header to its end without reading
 * what is in them. So a file that ends early is told at once, and no damaged length makes anyone
 * reserve memory for it. Avro 1.12.0, "Object Container Files".
 */
final class AvroBlocks {
  private static final byte[] MAGIC = {'O', 'b', 'j', 1};
  private static final int SYNC = 16;
  private static final int LONGEST_VARINT = 10;

  private final FileChannel file;
  private final long size;
  private final ByteBuffer buffer = ByteBuffer.allocate(8192);
  private long position;

  private AvroBlocks(FileChannel file) throws IOException {
    this.file = file;
    this.size = file.size();
    buffer.limit(0);
  }

  /**
   * @throws DamagedBlobException when blocks do not follow each other to the end of the file
   */
  static void check(Path path) throws IOException, DamagedBlobException {
    try (FileChannel file = FileChannel.open(path, StandardOpenOption.READ)) {
      new AvroBlocks(file).check();
    }
  }

  private void check() throws IOException, DamagedBlobException {
    if (size == 0) {
      throw new DamagedBlobException("it is empty");
    }
    byte[] sync = header();
    while (position < size) {
      long began = position;
      try {
        varint();
        skip(varint());
        if (!Arrays.equals(sync, bytes(SYNC))) {
          throw new DamagedBlobException(
              "the block at byte %d does not end as its file's blocks do".formatted(began));
        }
      } catch (EOFException e) {
        throw new DamagedBlobException(
            "it ends in the middle of the block at byte " + began + ", so it is not whole yet", e);
      }
    }
  }

  /** The marker that ends each block. */
  private byte[] header() throws IOException, DamagedBlobException {
    try {
      if (!Arrays.equals(MAGIC, bytes(MAGIC.length))) {
        throw new DamagedBlobException("it does not begin as an Avro file does");
      }
      for (long entries = varint(); entries != 0; entries = varint()) {
        if (entries < 0) {
          varint();
        }
        for (long entry = 0; entry < Math.abs(entries); entry++) {
          skip(varint());
          skip(varint());
        }
      }
      return bytes(SYNC);
    } catch (EOFException e) {
      throw new DamagedBlobException("it ends in the middle of its header", e);
    }
  }

  private void skip(long length) throws IOException, DamagedBlobException {
    if (length < 0) {
      throw new DamagedBlobException("a length before byte " + position + " is negative");
    }
    if (length > size - position) {
      throw new EOFException();
    }
    if (length <= buffer.remaining()) {
      buffer.position(buffer.position() + (int) length);
    } else {
      buffer.limit(0);
    }
    position += length;
  }

  private byte[] bytes(int length) throws IOException {
    byte[] all = new byte[length];
    for (int i = 0; i < length; i++) {
      all[i] = next();
    }
    return all;
  }

  /** A zig-zag number of up to ten bytes. */
  private long varint() throws IOException, DamagedBlobException {
    long value = 0;
    for (int i = 0; i < LONGEST_VARINT; i++) {
      byte part = next();
      value |= (long) (part & 0x7F) << (7 * i);
      if (part >= 0) {
        return (value >>> 1) ^ -(value & 1);
      }
    }
    throw new DamagedBlobException("a length before byte " + position + " has no end");
  }

  private byte next() throws IOException {
    if (!buffer.hasRemaining()) {
      buffer.clear();
      int read = file.read(buffer, position);
      buffer.flip();
      if (read <= 0) {
        buffer.limit(0);
        throw new EOFException();
      }
    }
    position++;
    return buffer.get();
  }
}
