package dev.weir.bench.swarm;

import dev.weir.bench.server.Protocol;
import dev.weir.bench.server.Reading;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.channels.Selector;
import java.util.List;

/**
 * What is watched, on this machine, and how.
 *
 * @param protocol how
 * @param reading how eagerly
 * @param uri where
 * @param crowd who adds up what viewers notice
 * @param clock of parts; used by low-latency players alone
 */
record Target(Protocol protocol, Reading reading, URI uri, Crowd crowd, PartClock clock) {

  Target(Protocol protocol, Reading reading, URI uri, Crowd crowd) {
    this(protocol, reading, uri, crowd, new PartClock(crowd));
  }

  /** Another viewer begins to connect. */
  Viewer connect(Selector selector, long nowNanos) throws IOException {
    return switch (protocol) {
      case HTTP_FLV -> {
        TagWatch watch = new TagWatch(crowd);
        yield connect(watch, List.of(new HttpFlvWire(http(), watch)), selector, nowNanos);
      }
      case RTMP -> {
        TagWatch watch = new TagWatch(crowd);
        yield connect(watch, List.of(new RtmpWire(uri.toString(), watch)), selector, nowNanos);
      }
      case HLS -> {
        SegmentWatch watch = new SegmentWatch(crowd);
        yield connect(watch, List.of(new HlsWire(http(), watch, crowd)), selector, nowNanos);
      }
      case LOW_LATENCY_HLS -> {
        SegmentWatch watch = new SegmentWatch(crowd);
        PartWire parts = new PartWire(http(), watch, clock, crowd);
        Wire playlists = new LowLatencyPlaylistWire(http(), watch, clock, crowd, parts);
        yield connect(watch, List.of(parts, playlists), selector, nowNanos);
      }
      case REPEAT -> {
        SegmentWatch watch = new SegmentWatch(crowd);
        yield connect(watch, List.of(new RepeatWire(http(), watch, crowd)), selector, nowNanos);
      }
    };
  }

  private Viewer connect(Watch watch, List<? extends Wire> wires, Selector selector, long nowNanos)
      throws IOException {
    watch.asked(nowNanos);
    Viewer viewer = new Viewer(watch, reading, crowd);
    InetSocketAddress address =
        new InetSocketAddress(InetAddress.getLoopbackAddress(), uri.getPort());
    viewer.connect(address, wires, selector);
    return viewer;
  }

  private HttpTarget http() {
    return HttpTarget.of(uri);
  }
}
