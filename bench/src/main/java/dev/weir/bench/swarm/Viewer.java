package dev.weir.bench.swarm;

import dev.weir.bench.server.Reading;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.List;

/** One viewer: its connections, and how far it has come. */
final class Viewer {

  private final Watch watch;
  private final Reading reading;
  private final Crowd crowd;
  private final List<Link> links = new ArrayList<>();

  private boolean gone;

  Viewer(Watch watch, Reading reading, Crowd crowd) {
    this.watch = watch;
    this.reading = reading;
    this.crowd = crowd;
  }

  /** Begins to connect, once for each wire. */
  void connect(InetSocketAddress address, List<? extends Wire> wires, Selector selector)
      throws IOException {
    for (Wire wire : wires) {
      links.add(Link.connect(this, wire, reading, address, selector));
    }
  }

  void tick(long nowNanos) {
    if (!gone) {
      links.forEach(link -> link.tick(nowNanos));
    }
  }

  /** Something went wrong; the viewer gives up. */
  void leave(String why) {
    if (!gone) {
      gone = true;
      crowd.broken(why);
      close();
    }
  }

  void close() {
    links.forEach(Link::close);
  }

  /** Whether what it notices counts; of those who do not read, nothing does. */
  boolean counts() {
    return reading == Reading.STEADY;
  }

  boolean gone() {
    return gone;
  }

  Watch watch() {
    return watch;
  }
}
