package dev.weir.runtime.audience;

import dev.weir.contract.identity.StreamAddress;
import dev.weir.contract.live.AudienceReport;
import dev.weir.runtime.redis.RedisBus;
import dev.weir.runtime.secrets.SealedBox;
import dev.weir.runtime.wire.AudienceJson;
import dev.weir.runtime.wire.MalformedWireException;
import io.vertx.core.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A gateway's ear for questions, each of which it answers, also when nobody watches there. */
public final class AudienceDesk {

  private static final Logger LOG = LoggerFactory.getLogger(AudienceDesk.class);

  private final RedisBus bus;
  private final SealedBox box;
  private final Function<StreamAddress, Future<AudienceReport>> roll;
  private final AtomicInteger open = new AtomicInteger();
  private final Consumer<String> listener = this::heard;

  private AudienceDesk(
      RedisBus bus, SealedBox box, Function<StreamAddress, Future<AudienceReport>> roll) {
    this.bus = bus;
    this.box = box;
    this.roll = roll;
  }

  /**
   * Begins to listen.
   *
   * @param roll says who watches here; called on the bus's event loop, must not block
   */
  public static AudienceDesk open(
      RedisBus bus, SealedBox box, Function<StreamAddress, Future<AudienceReport>> roll) {
    AudienceDesk desk = new AudienceDesk(bus, box, roll);
    bus.subscribe(AudienceChannel.QUESTIONS, desk.listener);
    return desk;
  }

  /** Listens no more. */
  public void close() {
    bus.unsubscribe(AudienceChannel.QUESTIONS, listener);
  }

  private void heard(String message) {
    if (open.incrementAndGet() > AudienceChannel.MAX_OPEN) {
      open.decrementAndGet();
      return;
    }
    try {
      AudienceJson.Question question =
          AudienceJson.readQuestion(box.open(message, AudienceChannel.QUESTION_SEAL));
      roll.apply(question.stream())
          .onSuccess(report -> answer(new AudienceJson.Answer(question.id(), report)))
          .onFailure(failed -> LOG.warn("event=audience.unanswered", failed))
          .onComplete(_ -> open.decrementAndGet());
    } catch (SealedBox.UnopenedException | MalformedWireException foreign) {
      open.decrementAndGet();
      LOG.warn("event=audience.unreadable cause=\"{}\"", foreign.getMessage());
    }
  }

  private void answer(AudienceJson.Answer answer) {
    Future<Long> _ =
        bus.publish(
            AudienceChannel.ANSWERS,
            box.seal(AudienceJson.write(answer), AudienceChannel.ANSWER_SEAL));
  }
}
