package dev.weir.gateway.rtmp;

import dev.weir.gateway.house.AnyCertificate;
import dev.weir.media.bytes.ByteCursor;
import dev.weir.media.flv.FlvTag;
import dev.weir.rtmp.handshake.ClientHandshake;
import dev.weir.rtmp.session.ClientAction;
import dev.weir.rtmp.session.ClientGoal;
import dev.weir.rtmp.session.ClientSession;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/** A player on a plain socket. */
final class RtmpPlayer implements AutoCloseable {

  private static final int DEADLINE_MS = 10_000;

  private final Socket socket;
  private final InputStream input;
  private final ClientSession session;
  private final byte[] scratch = new byte[16 << 10];
  private List<FlvTag> unread = new ArrayList<>();
  private String status = "";
  private boolean over;

  private RtmpPlayer(Socket socket, String url, int port, int receiveBytes) throws IOException {
    this.socket = socket;
    session = new ClientSession(ClientGoal.play(url), new byte[ClientHandshake.RANDOM_BYTES]);
    if (receiveBytes > 0) {
      socket.setReceiveBufferSize(receiveBytes);
    }
    socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), DEADLINE_MS);
    socket.setSoTimeout(DEADLINE_MS);
    input = socket.getInputStream();
    socket.getOutputStream().write(session.opening());
  }

  static RtmpPlayer open(String url, int port) throws IOException {
    return new RtmpPlayer(new Socket(), url, port, 0);
  }

  /** Over TLS, asking for the certificate of {@code serverName}. */
  static RtmpPlayer openSecure(String url, int port, String serverName) throws Exception {
    SSLSocket socket = (SSLSocket) AnyCertificate.trusting().getSocketFactory().createSocket();
    SSLParameters parameters = socket.getSSLParameters();
    parameters.setServerNames(List.of(new SNIHostName(serverName)));
    socket.setSSLParameters(parameters);
    return new RtmpPlayer(socket, url, port, 0);
  }

  static RtmpPlayer open(String url, int port, int receiveBytes) throws IOException {
    return new RtmpPlayer(new Socket(), url, port, receiveBytes);
  }

  /** Reads tags until there are {@code count}, or the play is over. */
  List<FlvTag> tags(int count) throws IOException {
    while (unread.size() < count && !over) {
      readSome();
    }
    List<FlvTag> taken = List.copyOf(unread.subList(0, Math.min(count, unread.size())));
    unread = new ArrayList<>(unread.subList(taken.size(), unread.size()));
    return taken;
  }

  /** Reads to the end; the status that the play ended with. */
  String end() throws IOException {
    while (!over) {
      readSome();
    }
    return status;
  }

  /** Whether the connection is gone, after reading what it still has. */
  boolean isGone() {
    try {
      while (!over) {
        readSome();
      }
      return true;
    } catch (IOException reset) {
      return !(reset instanceof SocketTimeoutException);
    }
  }

  private void readSome() throws IOException {
    int count = input.read(scratch);
    if (count < 0) {
      over = true;
      return;
    }
    for (ClientAction action : session.receive(new ByteCursor(scratch, 0, count))) {
      switch (action) {
        case ClientAction.Send(byte[] bytes) -> socket.getOutputStream().write(bytes);
        case ClientAction.Started() -> {}
        case ClientAction.Media(FlvTag tag) -> unread.add(tag);
        case ClientAction.Ended(String code, String _) -> {
          status = code;
          over = true;
        }
      }
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
