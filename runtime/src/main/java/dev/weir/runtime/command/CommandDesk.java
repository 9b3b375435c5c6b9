package dev.weir.runtime.command;

import dev.weir.contract.command.StreamCommand;
import dev.weir.runtime.clock.TimeSource;
import dev.weir.runtime.redis.RedisBus;
import dev.weir.runtime.secrets.SealedBox;
import dev.weir.runtime.wire.CommandJson;
import dev.weir.runtime.wire.MalformedWireException;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A node's ear for commands. Carries them out on the bus's event loop. */
public final class CommandDesk {

  private static final Logger LOG = LoggerFactory.getLogger(CommandDesk.class);

  private final RedisBus bus;
  private final SealedBox box;
  private final TimeSource time;
  private final Executor executor;
  private final Consumer<String> listener = this::heard;

  /** What carries commands out. */
  @FunctionalInterface
  public interface Executor {

    /** Does what is asked if the stream lives here; whether it did. Must not block. */
    boolean execute(StreamCommand command);
  }

  private CommandDesk(RedisBus bus, SealedBox box, TimeSource time, Executor executor) {
    this.bus = bus;
    this.box = box;
    this.time = time;
    this.executor = executor;
  }

  /** Begins to listen. */
  public static CommandDesk open(RedisBus bus, SealedBox box, TimeSource time, Executor executor) {
    CommandDesk desk = new CommandDesk(bus, box, time, executor);
    bus.subscribe(CommandChannel.COMMANDS, desk.listener);
    return desk;
  }

  /** Listens no more. */
  public void close() {
    bus.unsubscribe(CommandChannel.COMMANDS, listener);
  }

  private void heard(String message) {
    try {
      StreamCommand command = CommandJson.read(box.open(message, CommandChannel.COMMAND_SEAL));
      Duration age = Duration.between(command.issuedAt(), time.now()).abs();
      if (age.compareTo(CommandChannel.MAX_AGE) > 0) {
        LOG.warn("event=command.too-old id={} age={}", command.id(), age);
      } else if (executor.execute(command)) {
        answer(command);
      }
    } catch (SealedBox.UnopenedException | MalformedWireException foreign) {
      LOG.warn("event=command.unreadable cause=\"{}\"", foreign.getMessage());
    }
  }

  private void answer(StreamCommand command) {
    Future<Long> _ =
        bus.publish(
            CommandChannel.ANSWERS, box.seal(command.id().toString(), CommandChannel.ANSWER_SEAL));
  }
}
