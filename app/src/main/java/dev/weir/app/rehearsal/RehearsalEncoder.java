package dev.weir.app.rehearsal;

import dev.weir.media.bytes.ByteCursor;
import dev.weir.media.bytes.ByteSlice;
import dev.weir.media.flv.FlvTag;
import dev.weir.media.flv.FlvTagReader;
import dev.weir.rtmp.handshake.ClientHandshake;
import dev.weir.rtmp.session.ClientAction;
import dev.weir.rtmp.session.ClientGoal;
import dev.weir.rtmp.session.ClientSession;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.List;

/** Pushes a clip of two seconds over and over, faster than it plays. */
final class RehearsalEncoder implements AutoCloseable {

  private static final int CLIP_MS = 2_000;
  private static final int FASTER = 8;
  private static final int READ_BYTES = 16 << 10;
  private static final int PATIENCE_MS = 10_000;

  private final Socket socket;
  private final ClientSession session;
  private final List<FlvTag> clip;
  private boolean started;

  private RehearsalEncoder(Socket socket, ClientSession session, List<FlvTag> clip) {
    this.socket = socket;
    this.session = session;
    this.clip = clip;
  }

  /** Connects to {@code url} and waits until media is taken. */
  static RehearsalEncoder open(String url) throws IOException {
    ClientSession session =
        new ClientSession(ClientGoal.publish(url), new byte[ClientHandshake.RANDOM_BYTES]);
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), URI.create(url).getPort());
    socket.setSoTimeout(PATIENCE_MS);
    RehearsalEncoder encoder = new RehearsalEncoder(socket, session, clip());
    socket.getOutputStream().write(session.opening());
    byte[] received = new byte[READ_BYTES];
    while (!encoder.started) {
      int count = socket.getInputStream().read(received);
      if (count < 0) {
        throw new IOException("the rehearsal's publisher was turned away");
      }
      encoder.take(new ByteCursor(received, 0, count));
    }
    return encoder;
  }

  private static List<FlvTag> clip() throws IOException {
    try (InputStream in = RehearsalEncoder.class.getResourceAsStream("clip.flv")) {
      if (in == null) {
        throw new IOException("the clip is missing from this build");
      }
      return new FlvTagReader().read(ByteSlice.of(in.readAllBytes()));
    }
  }

  private void take(ByteCursor received) throws IOException {
    for (ClientAction action : session.receive(received)) {
      switch (action) {
        case ClientAction.Send(byte[] bytes) -> socket.getOutputStream().write(bytes);
        case ClientAction.Started() -> started = true;
        case ClientAction.Ended(String code, String text) -> throw new IOException(code + text);
        case ClientAction.Media _ -> {}
      }
    }
  }

  /** Pushes for {@code length}. */
  void push(Duration length) throws IOException, InterruptedException {
    long rounds = length.toMillis() * FASTER / CLIP_MS;
    for (int round = 0; round < rounds; round++) {
      long offsetMs = (long) round * CLIP_MS;
      for (FlvTag tag : clip) {
        if (tag.isCodedFrame() || round == 0) {
          socket.getOutputStream().write(session.encode(moved(tag, offsetMs)));
        }
      }
      Thread.sleep(CLIP_MS / FASTER);
    }
  }

  private static FlvTag moved(FlvTag tag, long offsetMs) {
    return switch (tag) {
      case FlvTag.VideoTag(long ms, byte[] body) -> new FlvTag.VideoTag(ms + offsetMs, body);
      case FlvTag.AudioTag(long ms, byte[] body) -> new FlvTag.AudioTag(ms + offsetMs, body);
      case FlvTag.ScriptTag script -> script;
    };
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
