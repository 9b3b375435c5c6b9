package dev.weir.rtmp.session;

import dev.weir.contract.fault.WeirFault;
import dev.weir.media.amf.AmfValue;
import dev.weir.media.amf.AmfValue.AmfNull;
import dev.weir.media.amf.AmfValue.AmfNumber;
import dev.weir.media.amf.AmfValue.AmfObject;
import dev.weir.media.amf.AmfValue.AmfProperties;
import dev.weir.media.amf.AmfValue.AmfString;
import dev.weir.media.bytes.ByteCursor;
import dev.weir.media.flv.FlvTag;
import dev.weir.media.flv.FlvTag.AudioTag;
import dev.weir.media.flv.FlvTag.ScriptTag;
import dev.weir.media.flv.FlvTag.VideoTag;
import dev.weir.rtmp.chunk.ChunkReader;
import dev.weir.rtmp.chunk.ChunkWriter;
import dev.weir.rtmp.chunk.RawMessage;
import dev.weir.rtmp.handshake.ClientHandshake;
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
import dev.weir.rtmp.message.SetBufferLength;
import dev.weir.rtmp.message.SetChunkSize;
import dev.weir.rtmp.message.SetPeerBandwidth;
import dev.weir.rtmp.message.TagMessage;
import dev.weir.rtmp.message.UserControl;
import dev.weir.rtmp.message.VideoMessage;
import dev.weir.rtmp.message.WindowAcknowledgementSize;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A client's end of one connection that publishes or plays one stream: bytes in, actions out.
 * Throws {@link WeirFault} when the server breaks the protocol.
 */
public final class ClientSession {

  private static final int CONNECT_ID = 1;
  private static final int RELEASE_ID = 2;
  private static final int FC_PUBLISH_ID = 3;
  private static final int CREATE_STREAM_ID = 4;
  private static final int GOAL_ID = 5;
  private static final long BUFFER_MS = 1_000;

  private final ClientGoal goal;
  private final ClientHandshake handshake;
  private final ChunkReader chunks = new ChunkReader();
  private final AckWindow acks = new AckWindow();
  private final Outbox outbox = new Outbox();

  private List<ClientAction> news = new ArrayList<>();
  private int messageStreamId;
  private boolean started;

  /** A session that begins; {@code random} are {@link ClientHandshake#RANDOM_BYTES} bytes. */
  public ClientSession(ClientGoal goal, byte[] random) {
    this.goal = goal;
    this.handshake = new ClientHandshake(random);
    chunks.allowMedia();
  }

  /** What to send first. */
  public byte[] opening() {
    return handshake.opening();
  }

  /** Takes all of {@code input}, which was just received. */
  public List<ClientAction> receive(ByteCursor input) {
    int count = input.remaining();
    if (!handshake.isComplete()) {
      outbox.send(handshake.receive(input));
      if (handshake.isComplete()) {
        connect();
      }
    }
    if (handshake.isComplete()) {
      for (RawMessage raw = chunks.read(input); raw != null; raw = chunks.read(input)) {
        handle(RtmpMessage.read(raw));
      }
      acks.received(count).ifPresent(outbox::send);
    }
    return take();
  }

  /** The bytes of a tag to publish; only once started. */
  public byte[] encode(FlvTag tag) {
    if (!started || !goal.publishes()) {
      throw new IllegalStateException("nothing can be published now");
    }
    return new ChunkWriter(ServerSession.CHUNK_BYTES)
        .toBytes(TagMessage.write(tag, messageStreamId));
  }

  /** What to send before leaving in good order. */
  public byte[] leave() {
    if (goal.publishes()) {
      call("FCUnpublish", 0, new AmfString(goal.stream()));
    }
    call("deleteStream", 0, new AmfNumber(messageStreamId));
    return sent();
  }

  private List<ClientAction> take() {
    byte[] unsent = sent();
    if (unsent.length > 0) {
      news.addFirst(new ClientAction.Send(unsent));
    }
    List<ClientAction> taken = news;
    news = new ArrayList<>();
    return taken;
  }

  private byte[] sent() {
    List<SessionAction> actions = outbox.take();
    return !actions.isEmpty() && actions.getFirst() instanceof SessionAction.Send(byte[] bytes)
        ? bytes
        : new byte[0];
  }

  private void connect() {
    AmfObject who =
        EnhancedCapabilities.WEIR
            .write(
                AmfObject.builder()
                    .put("app", goal.app())
                    .put("type", "nonprivate")
                    .put("flashVer", "FMLE/3.0 (compatible; Weir)")
                    .put("tcUrl", goal.tcUrl()))
            .toObject();
    outbox.send(new SetChunkSize(ServerSession.CHUNK_BYTES));
    outbox.send(CommandMessage.ofConnection("connect", CONNECT_ID, who));
  }

  private void handle(RtmpMessage message) {
    switch (message) {
      case SetChunkSize(long sizeBytes) -> chunks.chunkSize(sizeBytes);
      case AbortMessage(long chunkStreamId) -> chunks.abort(chunkStreamId);
      case WindowAcknowledgementSize(long windowBytes) -> acks.announced(windowBytes);
      case PingRequest(long timestampMs) -> outbox.send(new PingResponse(timestampMs));
      case AudioMessage audio -> media(new AudioTag(audio.timestampMs(), audio.body()));
      case VideoMessage video -> media(new VideoTag(video.timestampMs(), video.body()));
      case DataMessage data -> media(ScriptTag.ofDataMessage(data.timestampMs(), data.values()));
      case AggregateMessage aggregate -> aggregate.parts().forEach(this::handle);
      case CommandMessage command -> command(command);
      case Acknowledgement _, SetPeerBandwidth _, UserControl _, IgnoredMessage _ -> {
        // Nothing follows from these.
      }
    }
  }

  private void media(FlvTag tag) {
    if (started && tag.body().length > 0) {
      news.add(new ClientAction.Media(tag));
    }
  }

  private void command(CommandMessage command) {
    switch (command.name()) {
      case "_result" -> result(command);
      case "_error" -> {
        // Servers that do not know the Flash-only calls say so; nobody cares.
        if (command.transactionId() == CONNECT_ID || command.transactionId() == CREATE_STREAM_ID) {
          ended(command);
        }
      }
      case "onStatus" -> status(command);
      default -> {
        // onFCPublish, onBWDone and such.
      }
    }
  }

  private void result(CommandMessage command) {
    if (command.transactionId() == CONNECT_ID) {
      if (goal.publishes()) {
        call("releaseStream", RELEASE_ID, new AmfString(goal.stream()));
        call("FCPublish", FC_PUBLISH_ID, new AmfString(goal.stream()));
      }
      outbox.send(CommandMessage.ofConnection("createStream", CREATE_STREAM_ID, new AmfNull()));
    } else if (command.transactionId() == CREATE_STREAM_ID) {
      messageStreamId = ServerSession.MESSAGE_STREAM_ID;
      if (command.argument(1) instanceof AmfNumber(double id)) {
        messageStreamId = (int) id;
      }
      ask();
    }
  }

  private void ask() {
    AmfString stream = new AmfString(goal.stream());
    if (goal.publishes()) {
      outbox.send(
          new CommandMessage(
              messageStreamId,
              "publish",
              GOAL_ID,
              List.of(new AmfNull(), stream, new AmfString("live"))));
    } else {
      outbox.send(
          new CommandMessage(messageStreamId, "play", GOAL_ID, List.of(new AmfNull(), stream)));
      outbox.send(new SetBufferLength(messageStreamId, BUFFER_MS));
    }
  }

  private void status(CommandMessage command) {
    String code = command.properties(1).flatMap(said -> said.string("code")).orElse("");
    String level = command.properties(1).flatMap(said -> said.string("level")).orElse("");
    if (level.equals("error")) {
      ended(command);
      return;
    }
    switch (code) {
      case "NetStream.Publish.Start", "NetStream.Play.Start" -> {
        started = true;
        news.add(new ClientAction.Started());
      }
      case "NetStream.Play.Stop", "NetStream.Play.UnpublishNotify" -> ended(command);
      default -> {
        // Play.Reset and other remarks.
      }
    }
  }

  private void ended(CommandMessage command) {
    AmfProperties said = command.properties(1).orElse(new AmfObject(Map.of()));
    started = false;
    news.add(
        new ClientAction.Ended(
            said.string("code").orElse(command.name()), said.string("description").orElse("")));
  }

  private void call(String name, int transactionId, AmfValue argument) {
    outbox.send(CommandMessage.ofConnection(name, transactionId, new AmfNull(), argument));
  }
}
