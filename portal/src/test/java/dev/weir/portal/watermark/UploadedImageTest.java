package dev.weir.portal.watermark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.contract.fault.WeirFault;
import dev.weir.contract.ladder.MarkImage;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.CRC32;
import java.util.zip.DeflaterOutputStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

/** What is taken for an image, what is left of it, and what is not taken. */
class UploadedImageTest {

  private static final int HEADER_END = 8 + 12 + 13;

  @Test
  void pixelsAndTransparencyStayAsTheyAre() throws Exception {
    byte[] png = Pictures.png(90, 30);

    UploadedImage image = UploadedImage.of(png);

    BufferedImage before = ImageIO.read(new ByteArrayInputStream(png));
    BufferedImage after = ImageIO.read(new ByteArrayInputStream(image.bytes()));
    assertThat(after.getRGB(45, 10)).isEqualTo(before.getRGB(45, 10));
    assertThat(after.getRGB(45, 10) >>> 24).isEqualTo(0x80);
    assertThat(image.image().width()).isEqualTo(90);
    assertThat(image.image().height()).isEqualTo(30);
  }

  @Test
  void nothingIsLeftOfWhatStandsBesideThePicture() {
    byte[] png = Pictures.png(20, 20);
    byte[] page = "<script>alert(1)</script>".getBytes(StandardCharsets.UTF_8);
    byte[] withText = inserted(png, chunk("tEXt", page));
    byte[] withTail = Arrays.copyOf(withText, withText.length + page.length);
    System.arraycopy(page, 0, withTail, withText.length, page.length);

    UploadedImage image = UploadedImage.of(withTail);

    assertThat(new String(image.bytes(), StandardCharsets.ISO_8859_1)).doesNotContain("script");
    assertThat(image.image()).isEqualTo(UploadedImage.of(png).image());
  }

  @Test
  void aTextThatWouldUnpackToGigabytesIsNotUnpacked() throws Exception {
    byte[] bomb = chunk("zTXt", zeros(100_000_000));
    assertThat(bomb.length).isLessThan(UploadedImage.MAX_UPLOAD_BYTES);

    assertThat(UploadedImage.of(inserted(Pictures.png(20, 20), bomb)).image().width())
        .isEqualTo(20);
  }

  @Test
  void whatIsTooLargeIsToldBeforeItIsDecoded() {
    byte[] wide = Pictures.png(20, 20);
    ByteBuffer.wrap(wide).putInt(16, MarkImage.MAX_SIDE + 1);
    byte[] endless = Pictures.png(20, 20);
    ByteBuffer.wrap(endless).putInt(16, Integer.MAX_VALUE).putInt(20, Integer.MAX_VALUE);

    assertRefused(wide, "image.too-large");
    assertRefused(endless, "image.too-large");
    assertRefused(new byte[UploadedImage.MAX_UPLOAD_BYTES + 1], "image.too-many-bytes");
    assertRefused(new byte[0], "image.missing");
  }

  @Test
  void onlyPngsAreTaken() {
    assertRefused(Pictures.jpeg(20, 20), "image.no-png");
    assertRefused("<svg xmlns='…'/>".getBytes(StandardCharsets.UTF_8), "image.no-png");
    byte[] none = Pictures.png(20, 20);
    ByteBuffer.wrap(none).putInt(16, 0);
    assertRefused(none, "image.no-png");
  }

  @Test
  void whatIsBrokenIsRefusedAndNothingWorse() {
    byte[] png = Pictures.png(60, 60);
    Random random = new Random(20_261_123);
    for (int round = 0; round < 400; round++) {
      byte[] broken = Arrays.copyOf(png, 1 + random.nextInt(png.length));
      for (int flips = random.nextInt(8); flips > 0; flips--) {
        broken[random.nextInt(broken.length)] ^= (byte) (1 << random.nextInt(8));
      }
      try {
        assertThat(UploadedImage.of(broken).image().width()).isBetween(1, MarkImage.MAX_SIDE);
      } catch (WeirFault refused) {
        assertThat(refused.subject()).startsWith("image.");
      }
    }
  }

  private static void assertRefused(byte[] upload, String why) {
    assertThatThrownBy(() -> UploadedImage.of(upload))
        .isInstanceOfSatisfying(
            WeirFault.class, refused -> assertThat(refused.subject()).isEqualTo(why));
  }

  private static byte[] zeros(int count) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    packed.write("Comment\0\0".getBytes(StandardCharsets.ISO_8859_1));
    try (DeflaterOutputStream out = new DeflaterOutputStream(packed)) {
      byte[] some = new byte[1 << 20];
      for (int left = count; left > 0; left -= some.length) {
        out.write(some, 0, Math.min(left, some.length));
      }
    }
    return packed.toByteArray();
  }

  private static byte[] inserted(byte[] png, byte[] chunk) {
    return ByteBuffer.allocate(png.length + chunk.length)
        .put(png, 0, HEADER_END)
        .put(chunk)
        .put(png, HEADER_END, png.length - HEADER_END)
        .array();
  }

  private static byte[] chunk(String type, byte[] data) {
    byte[] name = type.getBytes(StandardCharsets.ISO_8859_1);
    CRC32 crc = new CRC32();
    crc.update(name);
    crc.update(data);
    return ByteBuffer.allocate(12 + data.length)
        .putInt(data.length)
        .put(name)
        .put(data)
        .putInt((int) crc.getValue())
        .array();
  }
}
