package dev.weir.gateway.seat;

import dev.weir.contract.identity.ViewerId;
import dev.weir.runtime.redis.RedisBus;
import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Places in Redis: a sorted set for each person, of sessions by the time until which they count, in
 * milliseconds of Redis's own clock. Each script is one step.
 */
public final class RedisSeatBoard implements SeatBoard {

  /** How long a place counts without being kept. Kept every few seconds: some words may be lost. */
  static final Duration LEASE = Duration.ofSeconds(15);

  /** Places kept by one script; Redis does nothing else meanwhile. */
  static final int KEPT_AT_ONCE = 500;

  private static final String CLOCK =
      """
      local now = redis.call('TIME')
      local clock = now[1] * 1000 + math.floor(now[2] / 1000)
      """;

  private static final String TAKE =
      CLOCK
          + """
          redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', clock)
          local mine = redis.call('ZSCORE', KEYS[1], ARGV[2])
          if not mine and redis.call('ZCARD', KEYS[1]) >= tonumber(ARGV[3]) then
            return 0
          end
          redis.call('ZADD', KEYS[1], clock + ARGV[1], ARGV[2])
          redis.call('PEXPIRE', KEYS[1], ARGV[1])
          return clock + ARGV[1]
          """;

  private static final String KEEP =
      CLOCK
          + """
          for i, key in ipairs(KEYS) do
            redis.call('ZREMRANGEBYSCORE', key, '-inf', clock)
            redis.call('ZADD', key, clock + ARGV[1], ARGV[1 + i])
            redis.call('PEXPIRE', key, ARGV[1])
          end
          return clock + ARGV[1]
          """;

  private static final String GIVE_BACK =
      """
      local ends = redis.call('ZSCORE', KEYS[1], ARGV[1])
      if ends and tonumber(ends) <= tonumber(ARGV[2]) then
        redis.call('ZREM', KEYS[1], ARGV[1])
      end
      return 1
      """;

  private final RedisBus bus;

  /** Through {@code bus}. */
  public RedisSeatBoard(RedisBus bus) {
    this.bus = bus;
  }

  @Override
  public Future<Long> take(Place place, int most) {
    return bus.send(
            script(TAKE, 1)
                .arg(key(place.person()))
                .arg(LEASE.toMillis())
                .arg(session(place.viewer()))
                .arg(most))
        .map(Response::toLong);
  }

  @Override
  public Future<Long> keep(List<Place> places) {
    List<Request> requests = new ArrayList<>();
    for (int from = 0; from < places.size(); from += KEPT_AT_ONCE) {
      List<Place> some = places.subList(from, Math.min(places.size(), from + KEPT_AT_ONCE));
      Request request = script(KEEP, some.size());
      some.forEach(place -> request.arg(key(place.person())));
      request.arg(LEASE.toMillis());
      some.forEach(place -> request.arg(session(place.viewer())));
      requests.add(request);
    }
    return bus.send(requests).map(answers -> answers.getLast().toLong());
  }

  @Override
  public Future<Void> giveBack(Place place, long countsUntil) {
    return bus.send(
            script(GIVE_BACK, 1)
                .arg(key(place.person()))
                .arg(session(place.viewer()))
                .arg(countsUntil))
        .mapEmpty();
  }

  private static Request script(String text, int keys) {
    return Request.cmd(Command.EVAL).arg(text).arg(keys);
  }

  private static String key(Person person) {
    return "weir:seats:" + person.pushDomain() + ":" + person.user();
  }

  private static String session(ViewerId viewer) {
    return viewer.hex();
  }
}
