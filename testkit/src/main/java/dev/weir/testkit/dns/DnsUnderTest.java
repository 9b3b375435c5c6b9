package dev.weir.testkit.dns;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.SocketException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * An authoritative name server over UDP for everything: what it was not told of does not exist
 * (NXDOMAIN). A name that has a CNAME is followed within the answer, as resolvers do.
 */
public final class DnsUnderTest implements AutoCloseable {

  private static final int MAX_QUERY_BYTES = 512;

  private final Map<String, List<DnsRecord>> zone = new ConcurrentHashMap<>();
  private final AtomicBoolean silent = new AtomicBoolean();
  private final AtomicInteger asked = new AtomicInteger();
  private final DatagramSocket socket;

  private DnsUnderTest(DatagramSocket socket) {
    this.socket = socket;
  }

  /** Opens one on a free port of 127.0.0.1. */
  public static DnsUnderTest open() {
    try {
      DnsUnderTest server =
          new DnsUnderTest(new DatagramSocket(0, InetAddress.ofLiteral("127.0.0.1")));
      Thread.ofPlatform().name("dns-under-test").daemon().start(server::serve);
      return server;
    } catch (SocketException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /** The port that it listens on. */
  public int port() {
    return socket.getLocalPort();
  }

  /** {@code address:port}, as a setting has it. */
  public String address() {
    return "127.0.0.1:" + port();
  }

  /** How many queries came so far. */
  public int asked() {
    return asked.get();
  }

  /** Whether it keeps silent from now on. */
  public void silent(boolean yes) {
    silent.set(yes);
  }

  /** Puts all records of a name in place of those before. */
  public DnsUnderTest put(String name, DnsRecord... records) {
    zone.put(name, List.of(records));
    return this;
  }

  /** Forgets a name. */
  public void remove(String name) {
    zone.remove(name);
  }

  @Override
  public void close() {
    socket.close();
  }

  private void serve() {
    byte[] room = new byte[MAX_QUERY_BYTES];
    while (!socket.isClosed()) {
      DatagramPacket packet = new DatagramPacket(room, room.length);
      try {
        socket.receive(packet);
        asked.incrementAndGet();
        if (!silent.get()) {
          byte[] answer = DnsAnswer.to(room, packet.getLength(), zone);
          socket.send(new DatagramPacket(answer, answer.length, packet.getSocketAddress()));
        }
      } catch (IOException closedOrUnreachable) {
        // A peer that is gone is no reason to stop; a closed socket ends the loop.
      }
    }
  }
}
