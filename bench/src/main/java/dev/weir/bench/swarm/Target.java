package dev.weir.bench.swarm;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;

/**
 * What is watched: a URL whose scheme names the protocol, on this machine.
 *
 * @param uri {@code http://…} for HTTP-FLV, {@code rtmp://…} for RTMP
 */
record Target(URI uri) {

  InetSocketAddress address() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), uri.getPort());
  }

  Wire wire(TagWatch watch) {
    return switch (uri.getScheme()) {
      case "http" -> new HttpFlvWire(uri, watch);
      case "rtmp" -> new RtmpWire(uri.toString(), watch);
      default -> throw new IllegalArgumentException("nobody watches " + uri.getScheme());
    };
  }
}
