package dev.weir.rtmp.session;

import dev.weir.media.amf.AmfValue;
import dev.weir.media.amf.AmfValue.AmfNull;
import dev.weir.media.amf.AmfValue.AmfNumber;
import dev.weir.media.amf.AmfValue.AmfObject;
import dev.weir.media.amf.AmfValue.AmfString;
import dev.weir.media.bytes.ByteCursor;
import dev.weir.media.bytes.ByteSink;
import dev.weir.rtmp.chunk.ChunkReader;
import dev.weir.rtmp.chunk.ChunkWriter;
import dev.weir.rtmp.chunk.RawMessage;
import dev.weir.rtmp.handshake.ClientHandshake;
import dev.weir.rtmp.handshake.ServerHandshake;
import dev.weir.rtmp.message.CommandMessage;
import dev.weir.rtmp.message.MessageText;
import dev.weir.rtmp.message.RtmpMessage;
import dev.weir.rtmp.message.SetChunkSize;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A client that says to a session whatever a test wants, and notes what comes back. */
final class Conversation {

  private static final ChunkWriter WRITER = new ChunkWriter(128);

  final ServerSession session =
      new ServerSession(SessionDeadlines.STANDARD, new byte[ServerHandshake.RANDOM_BYTES], 0);

  private final ChunkReader replies = new ChunkReader();
  private final List<String> heard = new ArrayList<>();
  private final List<SessionAction> actions = new ArrayList<>();
  private boolean handshakeDone;
  private long nowNanos;

  /** A conversation whose handshake is over. */
  static Conversation afterHandshake() {
    Conversation conversation = new Conversation();
    ClientHandshake client = new ClientHandshake(new byte[ClientHandshake.RANDOM_BYTES]);
    byte[] c2 = new byte[1536];
    conversation.bytes(new ByteSink(4000).bytes(client.opening()).bytes(c2).toByteArray());
    conversation.handshakeDone = true;
    return conversation;
  }

  /** One that has connected to the app {@code live} of the host {@code push.example}. */
  static Conversation connected() {
    Conversation conversation = afterHandshake();
    conversation.connect(
        AmfObject.builder().put("app", "live").put("tcUrl", "rtmp://push.example/live").toObject());
    conversation.heard();
    conversation.actions();
    return conversation;
  }

  /** One that publishes {@code demo01}. */
  static Conversation publishing() {
    Conversation conversation = connected();
    conversation.call("publish", 0, new AmfString("demo01"), new AmfString("live"));
    conversation.perform(conversation.session.accept(conversation.nowNanos));
    conversation.heard();
    conversation.actions();
    return conversation;
  }

  /** One that plays {@code demo01}. */
  static Conversation playing() {
    Conversation conversation = connected();
    conversation.call("play", 0, new AmfString("demo01"));
    conversation.perform(conversation.session.accept(conversation.nowNanos));
    conversation.heard();
    conversation.actions();
    return conversation;
  }

  void connect(AmfObject said) {
    say(CommandMessage.ofConnection("connect", 1, said));
  }

  /** A command about stream 1, with a null in front of its arguments. */
  void call(String name, double transactionId, AmfValue... arguments) {
    List<AmfValue> all = new ArrayList<>(List.of(new AmfNull()));
    all.addAll(List.of(arguments));
    say(new CommandMessage(1, name, transactionId, all));
  }

  void call(String name, double transactionId, String argument) {
    call(name, transactionId, new AmfString(argument));
  }

  void call(String name, double transactionId, double argument) {
    call(name, transactionId, new AmfNumber(argument));
  }

  void say(RtmpMessage message) {
    say(message.write());
  }

  void say(RawMessage message) {
    bytes(WRITER.toBytes(message));
  }

  void bytes(byte[] bytes) {
    perform(session.receive(ByteCursor.of(bytes), nowNanos));
  }

  void pass(Duration time) {
    nowNanos += time.toNanos();
  }

  void tick() {
    perform(session.tick(nowNanos));
  }

  void accept() {
    perform(session.accept(nowNanos));
  }

  long nowNanos() {
    return nowNanos;
  }

  /** Takes note of actions; what was sent is read as a client would. */
  void perform(List<SessionAction> performed) {
    for (SessionAction action : performed) {
      if (!(action instanceof SessionAction.Send(byte[] bytes))) {
        actions.add(action);
        continue;
      }
      if (handshakeDone) {
        hear(bytes);
      }
    }
  }

  private void hear(byte[] bytes) {
    ByteCursor input = ByteCursor.of(bytes);
    for (RawMessage m = replies.read(input); m != null; m = replies.read(input)) {
      heard.add(MessageText.line(m));
      if (RtmpMessage.read(m) instanceof SetChunkSize(long sizeBytes)) {
        replies.chunkSize(sizeBytes);
      }
    }
  }

  /** What the server said since the last time. */
  List<String> heard() {
    List<String> lines = List.copyOf(heard);
    heard.clear();
    return lines;
  }

  /** What else it wanted done since the last time. */
  List<SessionAction> actions() {
    List<SessionAction> taken = List.copyOf(actions);
    actions.clear();
    return taken;
  }
}
