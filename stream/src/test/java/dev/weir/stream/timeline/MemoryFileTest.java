package dev.weir.stream.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.DefaultFileRegion;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.WritableByteChannel;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** Bytes that the kernel sends without copying them. */
@EnabledOnOs(OS.LINUX)
final class MemoryFileTest {

  private static final byte[] BYTES = new byte[300_001];

  @BeforeAll
  static void fill() {
    new Random(20_261_123).nextBytes(BYTES);
  }

  @Test
  void everyRegionIsTheWholeOfIt() throws IOException {
    SharedBytes shared = new SharedBytes(() -> Unpooled.wrappedBuffer(BYTES));
    assertThat(read(shared.region().orElseThrow())).isEqualTo(BYTES);
    assertThat(read(shared.region().orElseThrow())).isEqualTo(BYTES);
    shared.close();
    assertThat(shared.region()).isEmpty();
  }

  @Test
  void whatIsUnderWayOutlivesTheTimeline() throws IOException {
    SharedBytes shared = new SharedBytes(() -> Unpooled.wrappedBuffer(BYTES));
    DefaultFileRegion slow = shared.region().orElseThrow();
    shared.close();
    assertThat(read(slow)).isEqualTo(BYTES);
    assertThat(slow.refCnt()).isZero();
  }

  @Test
  void memoryThatIsThereIsUsed() {
    int[] made = {0};
    SharedBytes shared =
        new SharedBytes(() -> {
          made[0]++;
          return Unpooled.directBuffer().writeBytes(BYTES);
        });
    ByteBuf lease = shared.lease().orElseThrow();
    DefaultFileRegion region = shared.region().orElseThrow();
    assertThat(made[0]).isEqualTo(1);
    assertThat(region.count()).isEqualTo(lease.readableBytes());
    region.release();
    shared.close();
    assertThat(lease.refCnt()).isEqualTo(1);
    lease.release();
  }

  @Test
  void thereIsAnEndToThem() {
    ByteBuf one = Unpooled.wrappedBuffer(new byte[] {1});
    MemoryFile[] files = new MemoryFile[MemoryFile.MAX_OPEN + 1];
    int opened = 0;
    while (opened < files.length) {
      MemoryFile file = MemoryFile.of(one).orElse(null);
      if (file == null) {
        break;
      }
      files[opened++] = file;
    }
    for (int i = 0; i < opened; i++) {
      files[i].release();
    }
    assertThat(opened).isLessThanOrEqualTo(MemoryFile.MAX_OPEN);
    assertThat(MemoryFile.of(one)).hasValueSatisfying(MemoryFile::release);
  }

  private static byte[] read(DefaultFileRegion region) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    WritableByteChannel channel = Channels.newChannel(out);
    while (region.transferred() < region.count()) {
      region.transferTo(channel, region.transferred());
    }
    region.release();
    return out.toByteArray();
  }
}
