package dev.weir.rtmp.handshake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.contract.fault.FaultCode;
import dev.weir.contract.fault.WeirFault;
import dev.weir.media.bytes.ByteCursor;
import dev.weir.media.bytes.ByteSink;
import dev.weir.rtmp.handshake.HandshakeDigest.Layout;
import dev.weir.testkit.bytes.ChoppyInput;
import dev.weir.testkit.bytes.Golden;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ServerHandshakeTest {

  private static final int PACKET = 1536;
  private static final String CRUD =
      "f0eec24a8068bee82e00d0d1029e7e576eec5d2d29806fab93b8e636cfeb31ae";

  private final byte[] random = noise(ServerHandshake.RANDOM_BYTES, 1);

  @Test
  void echoesThePlainChallenge() {
    byte[] c1 = noise(PACKET, 2);
    Arrays.fill(c1, 4, 8, (byte) 0);
    ServerHandshake handshake = new ServerHandshake(random);
    byte[] reply = handshake.receive(ByteCursor.of(opening(c1)));
    assertThat(reply).hasSize(1 + 2 * PACKET).startsWith(3, 0, 0, 0, 0, 0, 0, 0, 0);
    assertThat(Arrays.copyOfRange(reply, 1 + PACKET, 1 + 2 * PACKET)).isEqualTo(c1);
    assertThat(handshake.isComplete()).isFalse();
    assertThat(handshake.receive(ByteCursor.of(noise(PACKET, 3)))).isEmpty();
    assertThat(handshake.isComplete()).isTrue();
  }

  @ParameterizedTest
  @EnumSource
  void answersADigestWithADigest(Layout layout) throws Exception {
    byte[] c1 = noise(PACKET, 4);
    HandshakeDigest.imprint(c1, layout, HandshakeDigest.CLIENT_KEY);
    byte[] reply = new ServerHandshake(random).receive(ByteCursor.of(opening(c1)));
    assertProves(reply, c1, layout);
  }

  @Test
  void findsTheDigestOfARealFfmpeg() throws Exception {
    byte[] c1 = Arrays.copyOfRange(Golden.bytes("capture/ffmpeg-publish.bin"), 1, 1 + PACKET);
    assertThat(HandshakeDigest.find(c1, HandshakeDigest.CLIENT_KEY)).contains(Layout.DIGEST_FIRST);
    byte[] reply = new ServerHandshake(random).receive(ByteCursor.of(opening(c1)));
    assertProves(reply, c1, Layout.DIGEST_FIRST);
  }

  @Test
  void stopsBehindTheHandshake() {
    byte[] all = new ByteSink(4000).u8(3).bytes(noise(2 * PACKET, 5)).u24(0x010203).toByteArray();
    for (int piece : List.of(1, 7, 1000, 4000)) {
      ServerHandshake handshake = new ServerHandshake(random);
      int left = 0;
      byte[] replies = new byte[0];
      for (byte[] part : ChoppyInput.inPiecesOf(all, piece)) {
        ByteCursor input = ByteCursor.of(part);
        byte[] reply = handshake.receive(input);
        replies = reply.length > 0 ? reply : replies;
        left += input.remaining();
      }
      assertThat(left).as("pieces of %s", piece).isEqualTo(3);
      assertThat(handshake.isComplete()).isTrue();
      assertThat(replies).hasSize(1 + 2 * PACKET);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 2, 6, 8, 'G', 0x16, 255})
  void speaksOnlyVersionThree(int version) {
    ServerHandshake handshake = new ServerHandshake(random);
    ByteCursor input = ByteCursor.of(new byte[] {(byte) version});
    assertThatThrownBy(() -> handshake.receive(input))
        .isInstanceOfSatisfying(
            WeirFault.class,
            fault -> assertThat(fault.code()).isEqualTo(FaultCode.RTMP_HANDSHAKE_MALFORMED));
  }

  @Test
  void understandsItsOwnClient() {
    ClientHandshake client = new ClientHandshake(noise(ClientHandshake.RANDOM_BYTES, 6));
    ServerHandshake server = new ServerHandshake(random);
    byte[] reply = server.receive(ByteCursor.of(client.opening()));
    byte[] c2 = new byte[0];
    for (byte[] part : ChoppyInput.inRandomPieces(reply, 100, 7)) {
      byte[] answer = client.receive(ByteCursor.of(part));
      c2 = answer.length > 0 ? answer : c2;
    }
    assertThat(client.isComplete()).isTrue();
    assertThat(c2).isEqualTo(Arrays.copyOfRange(reply, 1, 1 + PACKET));
    server.receive(ByteCursor.of(c2));
    assertThat(server.isComplete()).isTrue();
  }

  @Test
  void clientRefusesAnotherVersion() {
    ClientHandshake client = new ClientHandshake(noise(ClientHandshake.RANDOM_BYTES, 6));
    ByteCursor input = ByteCursor.of(new byte[] {'H', 'T', 'T', 'P'});
    assertThatThrownBy(() -> client.receive(input)).isInstanceOf(WeirFault.class);
  }

  /** What Flash and ffmpeg check, computed here in another way. */
  private static void assertProves(byte[] reply, byte[] c1, Layout layout) throws Exception {
    assertThat(reply[5]).as("a version that says so").isGreaterThanOrEqualTo((byte) 3);
    byte[] s1 = Arrays.copyOfRange(reply, 1, 1 + PACKET);
    byte[] s2 = Arrays.copyOfRange(reply, 1 + PACKET, 1 + 2 * PACKET);
    byte[] serverKey = "Genuine Adobe Flash Media Server 001".getBytes(StandardCharsets.US_ASCII);
    int at = position(s1, layout);
    byte[] withoutDigest =
        new ByteSink(PACKET).bytes(s1, 0, at).bytes(s1, at + 32, PACKET - at - 32).toByteArray();
    assertThat(hmac(serverKey, withoutDigest)).isEqualTo(Arrays.copyOfRange(s1, at, at + 32));
    int clientAt = position(c1, layout);
    byte[] longKey =
        new ByteSink(68)
            .bytes(serverKey)
            .bytes(dev.weir.testkit.bytes.Hex.bytes(CRUD))
            .toByteArray();
    byte[] key = hmac(longKey, Arrays.copyOfRange(c1, clientAt, clientAt + 32));
    assertThat(hmac(key, Arrays.copyOf(s2, PACKET - 32)))
        .isEqualTo(Arrays.copyOfRange(s2, PACKET - 32, PACKET));
  }

  private static int position(byte[] packet, Layout layout) {
    int pointer = layout == Layout.DIGEST_FIRST ? 8 : 772;
    int sum = 0;
    for (int i = 0; i < 4; i++) {
      sum += Byte.toUnsignedInt(packet[pointer + i]);
    }
    return sum % 728 + pointer + 4;
  }

  private static byte[] hmac(byte[] key, byte[] message) throws GeneralSecurityException {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(key, "HmacSHA256"));
    return mac.doFinal(message);
  }

  private static byte[] opening(byte[] c1) {
    return new ByteSink(1 + PACKET).u8(3).bytes(c1).toByteArray();
  }

  private static byte[] noise(int length, long seed) {
    byte[] bytes = new byte[length];
    new Random(seed).nextBytes(bytes);
    return bytes;
  }
}
