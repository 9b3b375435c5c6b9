package dev.weir.bench.swarm;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

/**
 * The connection on which a low-latency player asks for playlists that do not exist yet: each
 * request waits for the part behind the newest one. RFC 8216bis, 6.2.5.2 and 6.3.7.
 */
final class LowLatencyPlaylistWire implements Wire, HttpReply.Body {

  private final HttpTarget target;
  private final SegmentWatch watch;
  private final PartClock clock;
  private final Crowd crowd;
  private final PartWire parts;
  private final HttpReply reply = new HttpReply(this);
  private final Gathered text = new Gathered();

  private String playlist;
  private String next = "";
  private boolean answered;

  LowLatencyPlaylistWire(
      HttpTarget target, SegmentWatch watch, PartClock clock, Crowd crowd, PartWire parts) {
    this.target = target;
    this.playlist = target.path();
    this.watch = watch;
    this.clock = clock;
    this.crowd = crowd;
    this.parts = parts;
  }

  @Override
  public void open(SocketChannel channel) throws IOException {
    channel.write(target.request(playlist));
  }

  @Override
  public void read(SocketChannel channel, ByteBuffer in, long nowNanos) throws IOException {
    if (!answered) {
      answered = true;
      watch.answered(nowNanos);
    }
    reply.read(in, nowNanos);
    if (!next.isEmpty()) {
      channel.write(target.request(next));
      next = "";
      parts.ask();
    }
  }

  @Override
  public void piece(ByteBuffer in, int length, long nowNanos) {
    text.add(in, length);
  }

  @Override
  public void end(long nowNanos) {
    crowd.request();
    Playlist read = Playlist.read(text.text());
    text.clear();
    if (!read.variant().isEmpty()) {
      playlist = HttpTarget.resolve(playlist, read.variant());
      next = playlist;
      return;
    }
    if (!read.lastPart().isEmpty()) {
      clock.playlist(read.lastPart(), nowNanos);
    }
    if (!read.hint().isEmpty()) {
      parts.hint(read.hint(), HttpTarget.resolve(playlist, read.hint()));
    }
    next =
        playlist
            + (playlist.contains("?") ? "&" : "?")
            + "_HLS_msn="
            + read.nextSequence()
            + "&_HLS_part="
            + read.openParts()
            + (read.skips() ? "&_HLS_skip=YES" : "");
  }
}
