package dev.weir.portal;

import dev.weir.contract.identity.StreamAddress;
import dev.weir.runtime.command.RecordingCommands;
import io.vertx.core.Future;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;

/** Nodes that record what is live, and remember what they were asked. */
public final class MemoryRecorders implements RecordingCommands {

  private final Predicate<StreamAddress> live;
  private final List<String> asked = new CopyOnWriteArrayList<>();

  MemoryRecorders(Predicate<StreamAddress> live) {
    this.live = live;
  }

  /** What they were asked, in order: {@code start live/demo01}. */
  public List<String> asked() {
    return List.copyOf(asked);
  }

  @Override
  public Future<Boolean> startRecording(StreamAddress address) {
    return answer("start", address);
  }

  @Override
  public Future<Boolean> stopRecording(StreamAddress address) {
    return answer("stop", address);
  }

  private Future<Boolean> answer(String what, StreamAddress address) {
    asked.add(what + " " + address.path());
    return Future.succeededFuture(live.test(address));
  }
}
