package dev.weir.rtmp.handshake;

import static dev.weir.rtmp.handshake.HandshakeDigest.PACKET_BYTES;

import dev.weir.contract.fault.FaultCode;
import dev.weir.contract.fault.WeirFault;
import dev.weir.media.bytes.ByteCursor;
import dev.weir.media.bytes.ByteSink;
import dev.weir.media.bytes.ByteSlice;
import dev.weir.rtmp.handshake.HandshakeDigest.Layout;
import java.util.Arrays;
import java.util.Optional;

/**
 * The server's side of one handshake. C0 and C1 come in, S0, S1 and S2 go out in one piece, and any
 * 1,536 bytes are taken for C2: no server checks them, and some encoders fill them with anything.
 *
 * <p>S1 and S2 carry digests exactly when C1 carries a valid one; a client that checks the answer
 * always offered one, and an old one is not confused by what it did not ask for. RTMP 1.0, 5.2.
 */
public final class ServerHandshake {

  /** Random bytes that one handshake takes. */
  public static final int RANDOM_BYTES = 2 * PACKET_BYTES;

  /** The only version of RTMP without encryption. */
  static final int VERSION = 3;

  /** Nonzero: it tells players that S1 carries a digest. As Flash Media Server 5 says it. */
  private static final int DIGEST_VERSION = 0x05000101;

  private final byte[] random;
  private final byte[] packet = new byte[PACKET_BYTES];

  private Phase phase = Phase.VERSION;
  private int packetBytes;

  private enum Phase {
    VERSION,
    CHALLENGE,
    ACKNOWLEDGEMENT,
    COMPLETE
  }

  /** A handshake that begins; {@code random} are {@link #RANDOM_BYTES} unpredictable bytes. */
  public ServerHandshake(byte[] random) {
    if (random.length != RANDOM_BYTES) {
      throw new IllegalArgumentException("needs " + RANDOM_BYTES + " random bytes");
    }
    this.random = random;
  }

  /** Whether the client's part is complete; what follows in the input are chunks. */
  public boolean isComplete() {
    return phase == Phase.COMPLETE;
  }

  /**
   * Reads on, and stops behind C2. Returns what to send, mostly nothing; throws {@link
   * FaultCode#RTMP_HANDSHAKE_MALFORMED}.
   */
  public byte[] receive(ByteCursor input) {
    byte[] reply = new byte[0];
    if (phase == Phase.VERSION && input.hasRemaining()) {
      readVersion(input.u8());
      phase = Phase.CHALLENGE;
    }
    if (phase == Phase.CHALLENGE && packetIsComplete(input)) {
      reply = reply();
      phase = Phase.ACKNOWLEDGEMENT;
    }
    if (phase == Phase.ACKNOWLEDGEMENT && packetIsComplete(input)) {
      phase = Phase.COMPLETE;
    }
    return reply;
  }

  private static void readVersion(int version) {
    if (version != VERSION) {
      throw new WeirFault(
          FaultCode.RTMP_HANDSHAKE_MALFORMED, "version " + version + ", only 3 is spoken here");
    }
  }

  private boolean packetIsComplete(ByteCursor input) {
    int count = Math.min(PACKET_BYTES - packetBytes, input.remaining());
    ByteSlice part = input.slice(count);
    System.arraycopy(part.array(), part.offset(), packet, packetBytes, count);
    packetBytes += count;
    if (packetBytes < PACKET_BYTES) {
      return false;
    }
    packetBytes = 0;
    return true;
  }

  private byte[] reply() {
    Optional<Layout> layout = HandshakeDigest.find(packet, HandshakeDigest.CLIENT_KEY);
    ByteSink sink = new ByteSink(1 + 2 * PACKET_BYTES).u8(VERSION);
    if (layout.isPresent()) {
      return sink.bytes(digestChallenge(layout.get()))
          .bytes(digestAnswer(layout.get()))
          .toByteArray();
    }
    return sink.u64(0).bytes(random, 0, PACKET_BYTES - 8).bytes(packet).toByteArray();
  }

  private byte[] digestChallenge(Layout layout) {
    ByteSink sink = new ByteSink(PACKET_BYTES).u32(0).u32(DIGEST_VERSION);
    byte[] s1 = sink.bytes(random, 0, PACKET_BYTES - 8).toByteArray();
    HandshakeDigest.imprint(s1, layout, HandshakeDigest.SERVER_KEY);
    return s1;
  }

  private byte[] digestAnswer(Layout layout) {
    byte[] s2 = Arrays.copyOfRange(random, PACKET_BYTES, RANDOM_BYTES);
    HandshakeDigest.answerClient(s2, HandshakeDigest.taken(packet, layout));
    return s2;
  }
}
