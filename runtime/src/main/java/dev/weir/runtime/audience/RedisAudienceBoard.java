package dev.weir.runtime.audience;

import dev.weir.contract.identity.StreamAddress;
import dev.weir.contract.live.AudienceReport;
import dev.weir.runtime.redis.RedisBus;
import dev.weir.runtime.secrets.SealedBox;
import dev.weir.runtime.wire.AudienceJson;
import dev.weir.runtime.wire.MalformedWireException;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Questions through Redis, to all gateways. Redis says how many hear one, so that nobody waits
 * longer than for the last of them.
 */
public final class RedisAudienceBoard implements AudienceBoard {

  private static final Logger LOG = LoggerFactory.getLogger(RedisAudienceBoard.class);

  private final RedisBus bus;
  private final SealedBox box;
  private final Map<UUID, Gathering> gatherings = new ConcurrentHashMap<>();

  private RedisAudienceBoard(RedisBus bus, SealedBox box) {
    this.bus = bus;
    this.box = box;
  }

  /** Begins to listen for answers. */
  public static RedisAudienceBoard open(RedisBus bus, SealedBox box) {
    RedisAudienceBoard board = new RedisAudienceBoard(bus, box);
    bus.subscribe(AudienceChannel.ANSWERS, board::answered);
    return board;
  }

  @Override
  public Future<Audience> of(StreamAddress stream) {
    AudienceJson.Question question = new AudienceJson.Question(UUID.randomUUID(), stream);
    Gathering gathering = new Gathering();
    gatherings.put(question.id(), gathering);
    String sealed = box.seal(AudienceJson.write(question), AudienceChannel.QUESTION_SEAL);
    return bus.publish(AudienceChannel.QUESTIONS, sealed)
        .compose(hearers -> {
          gathering.expect(hearers);
          return gathering
              .whole
              .future()
              .timeout(AudienceChannel.PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
              .transform(_ -> Future.succeededFuture(gathering.audience()));
        })
        .onComplete(_ -> gatherings.remove(question.id()));
  }

  private void answered(String message) {
    try {
      AudienceJson.Answer answer =
          AudienceJson.readAnswer(box.open(message, AudienceChannel.ANSWER_SEAL));
      Gathering gathering = gatherings.get(answer.question());
      if (gathering != null) {
        gathering.add(answer.report());
      }
    } catch (SealedBox.UnopenedException | MalformedWireException foreign) {
      LOG.warn("event=audience.answer-unreadable cause=\"{}\"", foreign.getMessage());
    }
  }

  /** The answers to one question; the first may come before it is known how many there will be. */
  private static final class Gathering {

    private final Promise<Void> whole = Promise.promise();
    private final List<AudienceReport> reports = new ArrayList<>();
    private long expected = Long.MAX_VALUE;

    synchronized void expect(long hearers) {
      expected = hearers;
      look();
    }

    synchronized void add(AudienceReport report) {
      reports.add(report);
      look();
    }

    synchronized Audience audience() {
      return new Audience(reports, reports.size() >= expected);
    }

    private void look() {
      if (reports.size() >= expected) {
        whole.tryComplete();
      }
    }
  }
}
