package dev.weir.stream.timeline;

import io.netty.buffer.ByteBuf;
import io.netty.channel.DefaultFileRegion;
import io.netty.util.AbstractReferenceCounted;
import io.netty.util.ReferenceCounted;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A file that has no name and is in no file system, for bytes that go to many sockets: the kernel
 * takes its pages as they are ({@code sendfile}), and copies nothing for a viewer. Linux alone has
 * them ({@code memfd_create}, since 3.17). Closed with its last reference. Thread-safe.
 */
final class MemoryFile extends AbstractReferenceCounted {

  /** Most files at a time, in the whole process. */
  static final int MAX_OPEN = 4_096;

  private static final Logger LOG = LoggerFactory.getLogger(MemoryFile.class);
  private static final AtomicInteger OPEN = new AtomicInteger();

  private final FileChannel channel;
  private final int size;

  private MemoryFile(FileChannel channel, int size) {
    this.channel = channel;
    this.size = size;
  }

  /** A file with these bytes; empty where there are no such files, or too many already. */
  static Optional<MemoryFile> of(ByteBuf bytes) {
    if (OPEN.incrementAndGet() > MAX_OPEN) {
      OPEN.decrementAndGet();
      return Optional.empty();
    }
    Optional<FileChannel> opened = Kernel.PRESENT.flatMap(Kernel::open);
    if (opened.isEmpty()) {
      OPEN.decrementAndGet();
      return Optional.empty();
    }
    MemoryFile file = new MemoryFile(opened.get(), bytes.readableBytes());
    try {
      int from = bytes.readerIndex();
      int written = 0;
      while (written < file.size) {
        written += bytes.getBytes(from + written, file.channel, written, file.size - written);
      }
      return Optional.of(file);
    } catch (IOException full) {
      LOG.warn("event=memory-file-failed detail=\"{}\"", full.getMessage());
      file.release();
      return Optional.empty();
    }
  }

  /** Finds the kernel's calls on a thread of its own: it takes tens of ms, which no loop has. */
  static void prepare() {
    Thread.ofVirtual()
        .name("memory-file")
        .start(() -> {
          boolean present = Kernel.PRESENT.isPresent();
          LOG.debug("event=memory-files present={}", present);
        });
  }

  /** All of it, to be written to one socket; releasing it returns its reference. */
  DefaultFileRegion region() {
    retain();
    return new Region(this);
  }

  /** Length, bytes. */
  int size() {
    return size;
  }

  @Override
  public ReferenceCounted touch(Object hint) {
    return this;
  }

  @Override
  protected void deallocate() {
    OPEN.decrementAndGet();
    try {
      channel.close();
    } catch (IOException gone) {
      LOG.warn("event=memory-file-not-closed detail=\"{}\"", gone.getMessage());
    }
  }

  /** One socket's way through the file; the file outlives it. */
  private static final class Region extends DefaultFileRegion {

    private final MemoryFile file;

    Region(MemoryFile file) {
      super(file.channel, 0, file.size);
      this.file = file;
    }

    @Override
    protected void deallocate() {
      file.release();
    }
  }

  /** The two calls that Java has no word for. */
  private record Kernel(MethodHandle create, MethodHandle close) {

    private static final int CLOSE_ON_EXEC = 1;

    static final Optional<Kernel> PRESENT = find();

    @SuppressWarnings("restricted") // The JVM is started with leave to call such methods.
    private static Optional<Kernel> find() {
      Linker linker = Linker.nativeLinker();
      SymbolLookup library = linker.defaultLookup();
      Optional<MemorySegment> create = library.find("memfd_create");
      Optional<MemorySegment> close = library.find("close");
      if (create.isEmpty() || close.isEmpty()) {
        return Optional.empty();
      }
      return Optional.of(
          new Kernel(
              linker.downcallHandle(
                  create.get(),
                  FunctionDescriptor.of(
                      ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.JAVA_INT)),
              linker.downcallHandle(
                  close.get(), FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT))));
    }

    /** Opened anew by its number, since a channel of Java's begins with a path. */
    Optional<FileChannel> open() {
      try (Arena names = Arena.ofConfined()) {
        int number = (int) create.invokeExact(names.allocateFrom("weir-segment"), CLOSE_ON_EXEC);
        if (number < 0) {
          return Optional.empty();
        }
        try {
          return Optional.of(
              FileChannel.open(
                  Path.of("/proc/self/fd/" + number),
                  StandardOpenOption.READ,
                  StandardOpenOption.WRITE));
        } finally {
          int _ = (int) close.invokeExact(number);
        }
      } catch (IOException refused) {
        LOG.warn("event=memory-file-refused detail=\"{}\"", refused.getMessage());
        return Optional.empty();
      } catch (Throwable impossible) {
        throw new IllegalStateException("memfd_create", impossible);
      }
    }
  }
}
