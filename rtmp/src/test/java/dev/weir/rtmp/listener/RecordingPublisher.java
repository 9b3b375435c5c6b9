package dev.weir.rtmp.listener;

import dev.weir.media.flv.FlvTag;
import dev.weir.rtmp.session.EndReason;
import dev.weir.rtmp.session.PublishRequest;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A publisher session that keeps everything it is given. */
final class RecordingPublisher implements PublisherSession {

  final RtmpPeer peer;
  final PublishRequest request;
  final List<FlvTag> tags = new CopyOnWriteArrayList<>();

  volatile @Nullable EndReason end;
  volatile Consumer<FlvTag> also = _ -> {};

  RecordingPublisher(RtmpPeer peer, PublishRequest request) {
    this.peer = peer;
    this.request = request;
  }

  @Override
  public void onTag(FlvTag tag) {
    tags.add(tag);
    also.accept(tag);
  }

  @Override
  public void onEnd(EndReason reason) {
    end = reason;
  }
}
