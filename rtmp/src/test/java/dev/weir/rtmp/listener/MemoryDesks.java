package dev.weir.rtmp.listener;

import dev.weir.contract.fault.FaultCode;
import dev.weir.contract.fault.WeirFault;
import dev.weir.media.flv.FlvTag;
import dev.weir.rtmp.session.EndReason;
import dev.weir.rtmp.session.PlayRequest;
import dev.weir.rtmp.session.PlayedTag;
import dev.weir.rtmp.session.PublishRequest;
import io.netty.buffer.Unpooled;
import io.vertx.core.Future;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/**
 * Desks that keep every stream from its first tag on and play it whole to whoever asks, while it
 * grows. For short streams.
 */
final class MemoryDesks implements PublishDesk, PlayDesk {

  final Map<String, RecordingPublisher> streams = new ConcurrentHashMap<>();
  final List<PublishRequest> publishRequests = new CopyOnWriteArrayList<>();
  final List<PlayRequest> playRequests = new CopyOnWriteArrayList<>();
  final List<Player> players = new CopyOnWriteArrayList<>();

  /** Decides about a publisher before it is recorded. */
  volatile Function<PublishRequest, Future<Void>> gate = _ -> Future.succeededFuture();

  @Override
  public Future<PublisherSession> publish(RtmpPeer peer, PublishRequest request) {
    publishRequests.add(request);
    return gate.apply(request)
        .compose(_ -> {
          RecordingPublisher publisher = new RecordingPublisher(peer, request);
          RecordingPublisher live = streams.putIfAbsent(request.stream(), publisher);
          if (live != null && live.end == null) {
            return Future.failedFuture(
                new WeirFault(FaultCode.PUBLISH_NAME_TAKEN, request.stream()));
          }
          streams.put(request.stream(), publisher);
          return Future.succeededFuture(publisher);
        });
  }

  @Override
  public Future<PlayerSession> play(RtmpPeer peer, PlayRequest request) {
    playRequests.add(request);
    RecordingPublisher live = streams.get(request.stream());
    if (live == null) {
      return Future.failedFuture(new WeirFault(FaultCode.STREAM_NOT_LIVE, request.stream()));
    }
    Player player = new Player(peer, live);
    players.add(player);
    return Future.succeededFuture(player);
  }

  RecordingPublisher stream(String name) {
    RecordingPublisher stream = streams.get(name);
    if (stream == null) {
      throw new AssertionError("no stream " + name + " among " + streams.keySet());
    }
    return stream;
  }

  /** Sends what there is every few milliseconds, and finishes when the publisher has. */
  static final class Player implements PlayerSession {

    private static final long PERIOD_MS = 5;

    final RtmpPeer peer;
    final RecordingPublisher source;

    volatile EndReason end = new EndReason.Finished();
    volatile boolean ended;
    private int sent;

    Player(RtmpPeer peer, RecordingPublisher source) {
      this.peer = peer;
      this.source = source;
    }

    @Override
    public void onStart() {
      send();
    }

    @Override
    public void onEnd(EndReason reason) {
      end = reason;
      ended = true;
    }

    private void send() {
      if (ended) {
        return;
      }
      boolean complete = source.end != null;
      List<FlvTag> tags = source.tags;
      for (; sent < tags.size(); sent++) {
        peer.write(Unpooled.wrappedBuffer(PlayedTag.encode(tags.get(sent))));
      }
      peer.flush();
      if (complete) {
        peer.finish();
      } else {
        peer.context().owner().setTimer(PERIOD_MS, _ -> send());
      }
    }
  }
}
