package dev.weir.rtmp.handshake;

import static dev.weir.rtmp.handshake.HandshakeDigest.PACKET_BYTES;

import dev.weir.contract.fault.FaultCode;
import dev.weir.contract.fault.WeirFault;
import dev.weir.media.bytes.ByteCursor;
import dev.weir.media.bytes.ByteSink;
import dev.weir.media.bytes.ByteSlice;

/** The client's side of one plain handshake, which every server understands. RTMP 1.0, 5.2. */
public final class ClientHandshake {

  /** Random bytes that one handshake takes. */
  public static final int RANDOM_BYTES = PACKET_BYTES - 8;

  private static final int EXPECTED_BYTES = 1 + 2 * PACKET_BYTES;

  private final byte[] random;
  private final byte[] received = new byte[EXPECTED_BYTES];

  private int receivedBytes;

  /** A handshake that begins; {@code random} are {@link #RANDOM_BYTES} unpredictable bytes. */
  public ClientHandshake(byte[] random) {
    if (random.length != RANDOM_BYTES) {
      throw new IllegalArgumentException("needs " + RANDOM_BYTES + " random bytes");
    }
    this.random = random;
  }

  /** C0 and C1, to be sent first. */
  public byte[] opening() {
    return new ByteSink(1 + PACKET_BYTES)
        .u8(ServerHandshake.VERSION)
        .u64(0)
        .bytes(random)
        .toByteArray();
  }

  /** Whether the server's part is complete; what follows in the input are chunks. */
  public boolean isComplete() {
    return receivedBytes == EXPECTED_BYTES;
  }

  /**
   * Reads on, and stops behind S2. Returns what to send: C2 once, otherwise nothing; throws {@link
   * FaultCode#RTMP_HANDSHAKE_MALFORMED}.
   */
  public byte[] receive(ByteCursor input) {
    int count = Math.min(EXPECTED_BYTES - receivedBytes, input.remaining());
    ByteSlice part = input.slice(count);
    System.arraycopy(part.array(), part.offset(), received, receivedBytes, count);
    receivedBytes += count;
    if (receivedBytes > 0 && received[0] != ServerHandshake.VERSION) {
      throw new WeirFault(
          FaultCode.RTMP_HANDSHAKE_MALFORMED, "the server speaks version " + received[0]);
    }
    return count > 0 && isComplete()
        ? new ByteCursor(received, 1, PACKET_BYTES).rest().toByteArray()
        : new byte[0];
  }
}
