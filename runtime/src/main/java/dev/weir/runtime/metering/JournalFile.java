package dev.weir.runtime.metering;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.zip.CRC32;

/**
 * One file of a journal: records behind each other, each of them whole or, as the last one, absent.
 *
 * <pre>
 * length:32 | CRC-32 of the text:32 | text
 * </pre>
 */
final class JournalFile {

  private static final int HEAD_BYTES = 8;

  /** Far longer than a batch of the longest names. */
  private static final int MAX_TEXT_BYTES = 1 << 20;

  private final FileChannel channel;
  private final long first;
  private final List<Long> offsets = new ArrayList<>();
  private long end;
  private boolean damaged;

  private JournalFile(FileChannel channel, long first) {
    this.channel = channel;
    this.first = first;
  }

  /** Opens it, or makes it; what follows the last whole record is cut off. */
  static JournalFile open(Path path, long first) throws IOException {
    FileChannel channel =
        FileChannel.open(
            path,
            Set.of(StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    JournalFile file = new JournalFile(channel, first);
    file.scan();
    return file;
  }

  static long size(byte[] text) {
    return (long) HEAD_BYTES + text.length;
  }

  /** The sequence of its first record. */
  long first() {
    return first;
  }

  /** The sequence behind its last record. */
  long next() {
    return first + offsets.size();
  }

  boolean isEmpty() {
    return offsets.isEmpty();
  }

  /** Whether more was behind its last whole record than one that was being written. */
  boolean damaged() {
    return damaged;
  }

  long bytes() {
    return end;
  }

  /** Adds a record and forces it to the disk. What an earlier failure has left is overwritten. */
  void append(byte[] text) throws IOException {
    if (text.length > MAX_TEXT_BYTES) {
      throw new IOException("a record has at most " + MAX_TEXT_BYTES + " bytes");
    }
    channel.truncate(end);
    ByteBuffer record = ByteBuffer.allocate(HEAD_BYTES + text.length);
    record.putInt(text.length).putInt(sum(text)).put(text).flip();
    while (record.hasRemaining()) {
      channel.write(record, end + record.position());
    }
    channel.force(false);
    offsets.add(end);
    end += size(text);
  }

  /** The record of a sequence that it has. */
  byte[] read(long sequence) throws IOException {
    byte[] text = text(offsets.get(Math.toIntExact(sequence - first)));
    if (text.length == 0) {
      throw new IOException("record " + sequence + " is damaged");
    }
    return text;
  }

  void close() throws IOException {
    channel.close();
  }

  private void scan() throws IOException {
    for (byte[] text = text(0); text.length > 0; text = text(end)) {
      offsets.add(end);
      end += size(text);
    }
    damaged = channel.size() - end > HEAD_BYTES + MAX_TEXT_BYTES;
    channel.truncate(end);
  }

  /** The text of the record at an offset; empty when there is no whole one. */
  private byte[] text(long offset) throws IOException {
    ByteBuffer head = read(offset, HEAD_BYTES);
    if (head.remaining() < HEAD_BYTES) {
      return new byte[0];
    }
    int length = head.getInt();
    int sum = head.getInt();
    if (length <= 0 || length > MAX_TEXT_BYTES) {
      return new byte[0];
    }
    ByteBuffer found = read(offset + HEAD_BYTES, length);
    byte[] text = new byte[found.remaining()];
    found.get(text);
    return text.length == length && sum(text) == sum ? text : new byte[0];
  }

  private ByteBuffer read(long offset, int length) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(length);
    int read = 0;
    while (bytes.hasRemaining() && read >= 0) {
      read = channel.read(bytes, offset + bytes.position());
    }
    return bytes.flip();
  }

  private static int sum(byte[] text) {
    CRC32 sum = new CRC32();
    sum.update(text);
    return (int) sum.getValue();
  }
}
