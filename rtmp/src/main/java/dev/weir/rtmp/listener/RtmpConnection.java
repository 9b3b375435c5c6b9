package dev.weir.rtmp.listener;

import dev.weir.contract.fault.FaultCode;
import dev.weir.contract.fault.WeirFault;
import dev.weir.media.bytes.ByteCursor;
import dev.weir.media.bytes.MediaException;
import dev.weir.media.flv.FlvTag;
import dev.weir.rtmp.session.ConnectRequest;
import dev.weir.rtmp.session.EndReason;
import dev.weir.rtmp.session.PlayRequest;
import dev.weir.rtmp.session.PublishRequest;
import dev.weir.rtmp.session.ServerSession;
import dev.weir.rtmp.session.SessionAction;
import dev.weir.runtime.event.OperatorLog;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.util.ReferenceCountUtil;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.internal.net.NetSocketInternal;
import io.vertx.core.net.SocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One connection behind the door: moves bytes between socket and session, and does what the session
 * wants done. All methods run on the connection's event loop unless they say otherwise.
 */
final class RtmpConnection implements RtmpPeer {

  /** Answers that a peer may leave unread, bytes. */
  static final long MAX_UNREAD_BYTES = 256 << 10;

  /** The same for a player, whose media is in the queue, too, bytes. */
  static final long MAX_UNREAD_BY_PLAYER_BYTES = 16 << 20;

  /** How long a player may take to fetch the end of a stream that ended in good order. */
  static final long FINISH_LINGER_MS = 5_000;

  private static final Logger trace = LoggerFactory.getLogger(RtmpConnection.class);

  private final NetSocketInternal socket;
  private final PeerChannel channel;
  private final Context context;
  private final OperatorLog log;
  private final RtmpDoor door;
  private final WaitingRoom.Seat seat;
  private final byte[] scratch;
  private final Optional<String> tlsName;
  private final ServerSession session;
  private final DeadlineTimer timer;

  private @Nullable PublisherSession publisher;
  private @Nullable PlayerSession player;
  private EndReason.@Nullable Faulted end;
  private String software = "";
  private String target = "-";
  private boolean connected;

  /**
   * Takes a connection over.
   *
   * @param socket the connection, TLS done
   * @param door what all connections share
   * @param seat its place in the waiting room
   * @param loop what the connections of one event loop share
   * @param tlsName empty when it did not come over TLS; else the name in the client's hello, which
   *     is empty when it named none
   */
  RtmpConnection(
      NetSocketInternal socket,
      RtmpDoor door,
      WaitingRoom.Seat seat,
      EventLoopTools loop,
      Optional<String> tlsName) {
    this.socket = socket;
    this.channel = new PeerChannel(socket);
    this.context = loop.context();
    this.log = loop.log();
    this.door = door;
    this.seat = seat;
    this.scratch = loop.scratch();
    this.tlsName = tlsName;
    this.session = new ServerSession(door.config().deadlines(), loop.randomBytes(), now());
    this.timer =
        new DeadlineTimer(
            context.owner(),
            door.time(),
            session::deadlineNanos,
            () -> perform(session.tick(now())));
  }

  /** Begins to read. */
  void start() {
    socket.messageHandler(this::onMessage);
    timer.look();
  }

  /** The socket is gone; called once. */
  void onClosed() {
    if (end == null) {
      end = gone();
    }
    perform(session.disconnected());
    timer.stop();
    seat.leave();
    door.observer().closed(end.code());
    // Strangers are told apart by address only, so that many of them are one line in a while.
    String subject = connected ? remoteAddress().toString() : remoteAddress().hostAddress();
    log.tell(
        RtmpEvent.CONNECTION_CLOSED,
        subject,
        "code",
        end.code(),
        "target",
        LogText.of(target),
        "software",
        LogText.of(software),
        "detail",
        LogText.of(end.detail()));
  }

  @Override
  public SocketAddress remoteAddress() {
    return socket.remoteAddress();
  }

  @Override
  public boolean isEncrypted() {
    return tlsName.isPresent();
  }

  @Override
  public String tlsServerName() {
    return tlsName.orElse("");
  }

  @Override
  public Context context() {
    return context;
  }

  @Override
  public void cut(FaultCode code, String detail) {
    onEventLoop(() -> perform(session.cut(code, detail)));
  }

  @Override
  public void finish() {
    onEventLoop(() -> perform(session.finish()));
  }

  @Override
  public void write(ByteBuf chunks) {
    if (player == null) {
      chunks.release();
    } else {
      channel.write(chunks);
    }
  }

  @Override
  public void flush() {
    channel.flush();
  }

  @Override
  public long pendingBytes() {
    return channel.pendingBytes();
  }

  @Override
  public long untakenBytes() {
    return channel.untakenBytes();
  }

  /** Closes without a word. */
  void closeNow() {
    channel.closeNow();
  }

  private void onMessage(Object message) {
    try {
      if (message instanceof ByteBuf bytes) {
        while (end == null && bytes.isReadable()) {
          int count = Math.min(scratch.length, bytes.readableBytes());
          bytes.readBytes(scratch, 0, count);
          perform(session.receive(new ByteCursor(scratch, 0, count), now()));
        }
      }
    } finally {
      ReferenceCountUtil.release(message);
    }
  }

  private void perform(List<SessionAction> actions) {
    for (SessionAction action : actions) {
      switch (action) {
        case SessionAction.Send(byte[] bytes) -> send(bytes);
        case SessionAction.Connected(ConnectRequest request) -> {
          connected = true;
          software = request.software();
        }
        case SessionAction.PublishRequested(PublishRequest request) -> askToPublish(request);
        case SessionAction.PlayRequested(PlayRequest request) -> askToPlay(request);
        case SessionAction.Media(FlvTag tag) -> takeTag(tag);
        case SessionAction.PublishEnded(EndReason reason) -> endPublish(reason);
        case SessionAction.PlayEnded(EndReason reason) -> endPlay(reason);
        case SessionAction.Close(FaultCode code, String detail) -> close(code, detail);
      }
    }
    if (end == null) {
      timer.look();
      channel.read(session.wantsInput());
    }
  }

  private void send(byte[] bytes) {
    channel.write(Unpooled.wrappedBuffer(bytes));
    channel.flush();
    long limit = player == null ? MAX_UNREAD_BYTES : MAX_UNREAD_BY_PLAYER_BYTES;
    if (end == null && channel.pendingBytes() > limit) {
      perform(session.cut(FaultCode.PEER_STALLED, "leaves its answers unread"));
    }
  }

  private void askToPublish(PublishRequest request) {
    target = "publish %s/%s/%s".formatted(request.host(), request.app(), request.stream());
    decide(
        () -> door.desks().publish().publish(this, request),
        granted -> {
          publisher = granted;
          accept();
        },
        granted -> granted.onEnd(endOrGone()));
  }

  private void askToPlay(PlayRequest request) {
    target = "play %s/%s/%s".formatted(request.host(), request.app(), request.stream());
    decide(
        () -> door.desks().play().play(this, request),
        granted -> {
          player = granted;
          accept();
          if (player != null) {
            granted.onStart();
          }
        },
        granted -> granted.onEnd(endOrGone()));
  }

  private <T> void decide(Supplier<Future<T>> desk, Consumer<T> inTime, Consumer<T> tooLate) {
    Future<T> answer;
    try {
      answer = desk.get();
    } catch (RuntimeException e) {
      answer = Future.failedFuture(e);
    }
    answer.onComplete(result ->
        onEventLoop(() -> {
          if (result.failed()) {
            refuse(result.cause());
          } else if (end != null) {
            tooLate.accept(result.result());
          } else {
            inTime.accept(result.result());
          }
        }));
  }

  private void accept() {
    seat.leave();
    perform(session.accept(now()));
  }

  private void refuse(Throwable cause) {
    if (cause instanceof WeirFault fault) {
      perform(session.refuse(fault.code(), String.valueOf(fault.getMessage())));
    } else {
      tellOfFailure(cause);
      perform(session.refuse(FaultCode.INTERNAL, String.valueOf(cause)));
    }
  }

  private void takeTag(FlvTag tag) {
    PublisherSession taker = publisher;
    if (taker == null) {
      return;
    }
    try {
      taker.onTag(tag);
    } catch (WeirFault fault) {
      perform(session.cut(fault.code(), String.valueOf(fault.getMessage())));
    } catch (MediaException e) {
      perform(session.cut(FaultCode.PUBLISH_MEDIA_MALFORMED, String.valueOf(e.getMessage())));
    } catch (RuntimeException e) {
      tellOfFailure(e);
      perform(session.cut(FaultCode.INTERNAL, String.valueOf(e)));
    }
  }

  private void endPublish(EndReason reason) {
    PublisherSession ended = publisher;
    publisher = null;
    if (ended != null) {
      ended.onEnd(reason);
    }
  }

  private void endPlay(EndReason reason) {
    PlayerSession ended = player;
    player = null;
    if (ended != null) {
      ended.onEnd(reason);
    }
  }

  /** A peer that reads has a moment to read why, one that does not is closed at once. */
  private void close(FaultCode code, String detail) {
    if (end == null) {
      end = new EndReason.Faulted(code, detail);
    }
    timer.stop();
    channel.read(true);
    if (code == FaultCode.STREAM_ENDED) {
      closeAfter(FINISH_LINGER_MS);
    } else if (connected && channel.pendingBytes() == 0) {
      closeAfter(door.config().linger().toMillis());
    } else {
      channel.closeNow();
    }
  }

  private void closeAfter(long delayMs) {
    context.owner().setTimer(delayMs, _ -> channel.closeNow());
  }

  private void tellOfFailure(Throwable cause) {
    trace.debug("desk failed", cause);
    StackTraceElement[] stack = cause.getStackTrace();
    String where = stack.length == 0 ? "unknown" : stack[0].toString();
    log.tell(
        RtmpEvent.DESK_FAILED,
        where,
        "peer",
        remoteAddress(),
        "target",
        LogText.of(target),
        "cause",
        cause);
  }

  private EndReason.Faulted endOrGone() {
    return end == null ? gone() : end;
  }

  private static EndReason.Faulted gone() {
    return new EndReason.Faulted(FaultCode.PEER_CLOSED, "closed by the peer");
  }

  private void onEventLoop(Runnable step) {
    if (channel.isOnEventLoop()) {
      step.run();
    } else {
      context.runOnContext(_ -> step.run());
    }
  }

  private long now() {
    return door.time().nanos();
  }
}
