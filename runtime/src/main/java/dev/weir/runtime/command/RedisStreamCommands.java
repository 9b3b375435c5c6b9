package dev.weir.runtime.command;

import dev.weir.contract.command.EndStream;
import dev.weir.contract.command.StartRecording;
import dev.weir.contract.command.StopRecording;
import dev.weir.contract.command.StreamCommand;
import dev.weir.contract.fault.FaultCode;
import dev.weir.contract.identity.StreamAddress;
import dev.weir.runtime.clock.TimeSource;
import dev.weir.runtime.redis.RedisBus;
import dev.weir.runtime.secrets.SealedBox;
import dev.weir.runtime.wire.CommandJson;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Commands through Redis, to all nodes; the one that has the stream answers. */
public final class RedisStreamCommands implements StreamCommands, RecordingCommands {

  private static final Logger LOG = LoggerFactory.getLogger(RedisStreamCommands.class);

  private final RedisBus bus;
  private final SealedBox box;
  private final TimeSource time;
  private final Map<UUID, Promise<Boolean>> waiting = new ConcurrentHashMap<>();

  private RedisStreamCommands(RedisBus bus, SealedBox box, TimeSource time) {
    this.bus = bus;
    this.box = box;
    this.time = time;
  }

  /** Begins to listen for answers. */
  public static RedisStreamCommands open(RedisBus bus, SealedBox box, TimeSource time) {
    RedisStreamCommands commands = new RedisStreamCommands(bus, box, time);
    bus.subscribe(CommandChannel.ANSWERS, commands::answered);
    return commands;
  }

  @Override
  public Future<Boolean> end(StreamAddress address, FaultCode reason) {
    return send(new EndStream(UUID.randomUUID(), address, reason, time.now()));
  }

  @Override
  public Future<Boolean> startRecording(StreamAddress address) {
    return send(new StartRecording(UUID.randomUUID(), address, time.now()));
  }

  @Override
  public Future<Boolean> stopRecording(StreamAddress address) {
    return send(new StopRecording(UUID.randomUUID(), address, time.now()));
  }

  private Future<Boolean> send(StreamCommand command) {
    Promise<Boolean> answer = Promise.promise();
    waiting.put(command.id(), answer);
    String sealed = box.seal(CommandJson.write(command), CommandChannel.COMMAND_SEAL);
    return bus.publish(CommandChannel.COMMANDS, sealed)
        .compose(told ->
            answer
                .future()
                .timeout(CommandChannel.PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                .recover(silence ->
                    silence instanceof TimeoutException
                        ? Future.succeededFuture(false)
                        : Future.failedFuture(silence)))
        .onComplete(done -> waiting.remove(command.id()));
  }

  private void answered(String message) {
    try {
      UUID id = UUID.fromString(box.open(message, CommandChannel.ANSWER_SEAL));
      Promise<Boolean> promise = waiting.get(id);
      if (promise != null) {
        promise.tryComplete(true);
      }
    } catch (SealedBox.UnopenedException | IllegalArgumentException foreign) {
      LOG.warn("event=command.answer-unreadable cause=\"{}\"", foreign.getMessage());
    }
  }
}
