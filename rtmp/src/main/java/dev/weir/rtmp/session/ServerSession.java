package dev.weir.rtmp.session;

import dev.weir.contract.fault.FaultCode;
import dev.weir.contract.fault.WeirFault;
import dev.weir.media.bytes.ByteCursor;
import dev.weir.media.flv.FlvTag;
import dev.weir.media.flv.FlvTag.AudioTag;
import dev.weir.media.flv.FlvTag.ScriptTag;
import dev.weir.media.flv.FlvTag.VideoTag;
import dev.weir.rtmp.chunk.ChunkLimits;
import dev.weir.rtmp.chunk.ChunkReader;
import dev.weir.rtmp.chunk.RawMessage;
import dev.weir.rtmp.handshake.ServerHandshake;
import dev.weir.rtmp.message.AbortMessage;
import dev.weir.rtmp.message.Acknowledgement;
import dev.weir.rtmp.message.AggregateMessage;
import dev.weir.rtmp.message.AudioMessage;
import dev.weir.rtmp.message.CommandMessage;
import dev.weir.rtmp.message.DataMessage;
import dev.weir.rtmp.message.IgnoredMessage;
import dev.weir.rtmp.message.PingRequest;
import dev.weir.rtmp.message.PingResponse;
import dev.weir.rtmp.message.RtmpMessage;
import dev.weir.rtmp.message.SetChunkSize;
import dev.weir.rtmp.message.SetPeerBandwidth;
import dev.weir.rtmp.message.StreamBegin;
import dev.weir.rtmp.message.StreamEof;
import dev.weir.rtmp.message.UserControl;
import dev.weir.rtmp.message.VideoMessage;
import dev.weir.rtmp.message.WindowAcknowledgementSize;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The server's end of one connection, from the first byte to the last: bytes in, actions out.
 *
 * <p>A wish to publish or play is passed on, and nothing more is read until the owner {@linkplain
 * #accept accepts} or {@linkplain #refuse refuses}; what arrived meanwhile is held. Times are
 * nanoseconds of one monotonic clock; the owner calls {@link #tick} when {@link #deadlineNanos} has
 * come. Whatever a peer does wrong ends in a {@link SessionAction.Close} with its fault code.
 */
public final class ServerSession {

  /** Chunk size that every client is told, bytes: a key frame takes few chunks. */
  public static final int CHUNK_BYTES = 65_536;

  /** The one message stream of a connection. */
  public static final int MESSAGE_STREAM_ID = 1;

  /** Bytes that are held while a decision is pending. */
  public static final int MAX_HELD_BYTES = ChunkLimits.MAX_UNFINISHED_BYTES_BEFORE_PUBLISH;

  private final PhaseClock clock;
  private final ServerHandshake handshake;
  private final ChunkReader chunks = new ChunkReader();
  private final AckWindow acks = new AckWindow();
  private final HeldInput held = new HeldInput();
  private final Outbox outbox = new Outbox();

  private @Nullable ConnectRequest connect;
  private int roleStreamId = MESSAGE_STREAM_ID;

  /** A session that begins; {@code random} are {@link ServerHandshake#RANDOM_BYTES} bytes. */
  public ServerSession(SessionDeadlines deadlines, byte[] random, long nowNanos) {
    this.clock = new PhaseClock(deadlines, nowNanos);
    this.handshake = new ServerHandshake(random);
  }

  /**
   * Whether input is wanted now. While a decision is pending it is wanted until there is some: a
   * peer that waits is still seen to hang up, and one that does not wait is held back.
   */
  public boolean wantsInput() {
    return !clock.is(Phase.CLOSED) && (!clock.phase().isDeciding() || held.isEmpty());
  }

  /** When {@link #tick} wants to be called at the latest. */
  public long deadlineNanos() {
    return clock.deadlineNanos();
  }

  /** Takes all of {@code input}, which was just received. */
  public List<SessionAction> receive(ByteCursor input, long nowNanos) {
    int count = input.remaining();
    return guarded(() -> {
      consume(input, nowNanos);
      if (connect != null) {
        acks.received(count).ifPresent(outbox::send);
      }
    });
  }

  /** Grants the pending wish. Without one nothing happens. */
  public List<SessionAction> accept(long nowNanos) {
    return guarded(() -> {
      if (clock.is(Phase.DECIDING_PUBLISH)) {
        startPublish(nowNanos);
        consume(held.take(), nowNanos);
      } else if (clock.is(Phase.DECIDING_PLAY)) {
        startPlay(nowNanos);
        consume(held.take(), nowNanos);
      }
    });
  }

  /** Denies the pending wish and closes; {@code detail} is for the operator. */
  public List<SessionAction> refuse(FaultCode code, String detail) {
    return cut(code, detail);
  }

  /** Ends the connection, whatever it does; a client that listens is told why. */
  public List<SessionAction> cut(FaultCode code, String detail) {
    return guarded(() -> fail(code, detail));
  }

  /** Ends a play in good order. When nothing is played nothing happens. */
  public List<SessionAction> finish() {
    return guarded(() -> {
      if (clock.is(Phase.PLAYING)) {
        outbox.send(new StreamEof(MESSAGE_STREAM_ID));
        status("NetStream.Play.UnpublishNotify", "The stream has ended.");
        status("NetStream.Play.Stop", "Stopped playing.");
        endRole(new EndReason.Finished());
        close(FaultCode.STREAM_ENDED, "the stream has ended");
      }
    });
  }

  /** The connection is gone. */
  public List<SessionAction> disconnected() {
    return guarded(() -> {
      endRole(new EndReason.Faulted(FaultCode.PEER_CLOSED, "the connection went away"));
      clock.close();
    });
  }

  /** Looks at the clock. */
  public List<SessionAction> tick(long nowNanos) {
    return guarded(() -> {
      if (clock.isOver(nowNanos)) {
        fail(clock.phase().timeout(), "phase " + clock.phase());
      } else if (clock.takePing(nowNanos)) {
        outbox.send(new PingRequest(clock.uptimeMs(nowNanos)));
      }
    });
  }

  private List<SessionAction> guarded(Runnable step) {
    if (clock.is(Phase.CLOSED)) {
      return List.of();
    }
    try {
      step.run();
    } catch (WeirFault fault) {
      fail(fault.code(), String.valueOf(fault.getMessage()));
    }
    return outbox.take();
  }

  private void consume(ByteCursor input, long nowNanos) {
    if (clock.is(Phase.HANDSHAKE)) {
      outbox.send(handshake.receive(input));
      if (!handshake.isComplete()) {
        return;
      }
      clock.enter(Phase.CONNECT, nowNanos);
    }
    while (input.hasRemaining() && !clock.is(Phase.CLOSED)) {
      if (clock.phase().isDeciding()) {
        held.add(input);
        return;
      }
      RawMessage raw = chunks.read(input);
      if (raw != null) {
        handle(RtmpMessage.read(raw), nowNanos);
      }
    }
  }

  private void handle(RtmpMessage message, long nowNanos) {
    switch (message) {
      case SetChunkSize(long sizeBytes) -> chunks.chunkSize(sizeBytes);
      case AbortMessage(long chunkStreamId) -> chunks.abort(chunkStreamId);
      case WindowAcknowledgementSize(long windowBytes) -> acks.announced(windowBytes);
      case PingRequest(long timestampMs) -> outbox.send(new PingResponse(timestampMs));
      case AudioMessage audio -> media(new AudioTag(audio.timestampMs(), audio.body()), nowNanos);
      case VideoMessage video -> media(new VideoTag(video.timestampMs(), video.body()), nowNanos);
      case DataMessage data -> data(data);
      case AggregateMessage aggregate -> aggregate.parts().forEach(part -> handle(part, nowNanos));
      case CommandMessage command -> command(ClientCommand.read(command), nowNanos);
      case Acknowledgement _, SetPeerBandwidth _, UserControl _, IgnoredMessage _ -> {
        // Nothing follows from these.
      }
    }
  }

  private void media(FlvTag tag, long nowNanos) {
    // Late frames after an unpublish are common, and empty messages are harmless.
    if (clock.is(Phase.PUBLISHING) && tag.body().length > 0) {
      clock.heard(nowNanos);
      outbox.add(new SessionAction.Media(tag));
    }
  }

  private void data(DataMessage message) {
    ScriptTag tag = ScriptTag.ofDataMessage(message.timestampMs(), message.values());
    if (clock.is(Phase.PUBLISHING) && tag.body().length > 0 && !message.isForServerAlone()) {
      outbox.add(new SessionAction.Media(tag));
    }
  }

  private void command(ClientCommand command, long nowNanos) {
    switch (command) {
      case ClientCommand.Connect(double id, ConnectRequest request) ->
          connect(id, request, nowNanos);
      case ClientCommand.CreateStream(double id) ->
          outbox.send(Replies.result(id, MESSAGE_STREAM_ID));
      case ClientCommand.Publish(int streamId, String name) -> {
        StreamTarget target = wish(Phase.DECIDING_PUBLISH, streamId, name, nowNanos);
        outbox.add(
            new SessionAction.PublishRequested(
                new PublishRequest(connected(), target.app(), target.stream(), target.query())));
      }
      case ClientCommand.Play(int streamId, String name) -> {
        StreamTarget target = wish(Phase.DECIDING_PLAY, streamId, name, nowNanos);
        outbox.add(
            new SessionAction.PlayRequested(
                new PlayRequest(connected(), target.app(), target.stream(), target.query())));
      }
      case ClientCommand.EndStream(String name) -> endStream(name, nowNanos);
      case ClientCommand.Announce(double id, String answer, String status) -> {
        outbox.send(Replies.announce(answer, status));
        answer(id);
      }
      case ClientCommand.Ask(double id) -> answer(id);
      case ClientCommand.AskLength(double id) -> outbox.send(Replies.result(id, 0));
      case ClientCommand.Other _ -> {
        // Players pause and switch tracks; a live stream does not.
      }
    }
  }

  private void answer(double transactionId) {
    if (transactionId != 0) {
      outbox.send(Replies.result(transactionId));
    }
  }

  private void connect(double transactionId, ConnectRequest request, long nowNanos) {
    if (!clock.is(Phase.CONNECT)) {
      throw unexpected("a second connect");
    }
    connect = request;
    outbox.send(new WindowAcknowledgementSize(AckWindow.DEFAULT_WINDOW_BYTES));
    outbox.send(new SetPeerBandwidth(AckWindow.DEFAULT_WINDOW_BYTES, SetPeerBandwidth.DYNAMIC));
    outbox.send(new SetChunkSize(CHUNK_BYTES));
    outbox.send(Replies.connected(transactionId, request.enhanced()));
    outbox.add(new SessionAction.Connected(request));
    clock.enter(Phase.COMMAND, nowNanos);
  }

  private ConnectRequest connected() {
    if (connect == null) {
      throw unexpected("a command before connect");
    }
    return connect;
  }

  private StreamTarget wish(Phase next, int streamId, String name, long nowNanos) {
    StreamTarget target = StreamTarget.of(connected(), name);
    if (!clock.is(Phase.COMMAND)) {
      throw unexpected("a second publish or play");
    }
    roleStreamId = streamId;
    clock.enter(next, nowNanos);
    return target;
  }

  private void startPublish(long nowNanos) {
    chunks.allowMedia();
    clock.enter(Phase.PUBLISHING, nowNanos);
    outbox.send(new StreamBegin(MESSAGE_STREAM_ID));
    status("NetStream.Publish.Start", "Publishing has started.");
  }

  private void startPlay(long nowNanos) {
    clock.enter(Phase.PLAYING, nowNanos);
    outbox.send(new StreamBegin(MESSAGE_STREAM_ID));
    status("NetStream.Play.Reset", "Playing and resetting.");
    status("NetStream.Play.Start", "Started playing.");
    outbox.send(Replies.sampleAccess(MESSAGE_STREAM_ID));
  }

  private void endStream(String command, long nowNanos) {
    if (command.equals("FCUnpublish")) {
      outbox.send(Replies.announce("onFCUnpublish", "NetStream.Unpublish.Success"));
    }
    if (clock.phase().hasRole()) {
      if (clock.is(Phase.PUBLISHING)) {
        status("NetStream.Unpublish.Success", "Publishing has ended.");
      }
      endRole(new EndReason.Finished());
      clock.enter(Phase.COMMAND, nowNanos);
    }
  }

  private void endRole(EndReason reason) {
    if (clock.is(Phase.PUBLISHING)) {
      outbox.add(new SessionAction.PublishEnded(reason));
    } else if (clock.is(Phase.PLAYING)) {
      outbox.add(new SessionAction.PlayEnded(reason));
    }
  }

  private void fail(FaultCode code, String detail) {
    if (connect != null) {
      outbox.send(Replies.error(roleStreamId, statusOf(code), code));
    }
    endRole(new EndReason.Faulted(code, detail));
    close(code, detail);
  }

  private void close(FaultCode code, String detail) {
    clock.close();
    held.take();
    outbox.add(new SessionAction.Close(code, detail));
  }

  /** A fault may be met in both roles, and its status is worded for one of them. */
  private String statusOf(FaultCode code) {
    boolean plays = clock.phase().isForPlay();
    String status = code.rtmpStatus();
    if (plays && status.startsWith("NetStream.Publish.")) {
      return "NetStream.Play.Failed";
    }
    return !plays && status.startsWith("NetStream.Play.") ? "NetStream.Publish.Denied" : status;
  }

  private void status(String code, String description) {
    outbox.send(Replies.status(roleStreamId, code, description));
  }

  private static WeirFault unexpected(String what) {
    return new WeirFault(FaultCode.RTMP_COMMAND_UNEXPECTED, what);
  }
}
