package dev.weir.runtime.replica;

import dev.weir.runtime.clock.TimeSource;
import dev.weir.runtime.redis.RedisBus;
import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import java.util.Collection;

/**
 * Publishes the entries of a replica. Each change is one script, so that nobody ever sees half of
 * it, and a version never goes back even when two publishers race. Thread-safe.
 *
 * @param <V> an entry
 */
public final class ReplicaPublisher<V> {

  /** Grows at least by one, and past whatever a Redis that lost its memory may have had before. */
  private static final String BUMP =
      """
      local function bump()
        local old = tonumber(redis.call('HGET', KEYS[1], '#revision') or '0')
        local next = math.max(old + 1, tonumber(ARGV[1]))
        redis.call('HSET', KEYS[1], '#revision', string.format('%.0f', next))
      end
      local function version(name)
        local known = redis.call('HGET', KEYS[1], name)
        return known and tonumber(cjson.decode(known)['version']) or -1
      end
      """;

  /** ARGV: now, channel, name, version, entry. */
  private static final String PUBLISH =
      BUMP
          + """
          if tonumber(ARGV[4]) < version(ARGV[3]) then return 0 end
          redis.call('HSET', KEYS[1], ARGV[3], ARGV[5])
          bump()
          redis.call('PUBLISH', ARGV[2], ARGV[3])
          return 1
          """;

  /** ARGV: now, channel, name. */
  private static final String REMOVE =
      BUMP
          + """
          if redis.call('HDEL', KEYS[1], ARGV[3]) == 0 then return 0 end
          bump()
          redis.call('PUBLISH', ARGV[2], ARGV[3])
          return 1
          """;

  /** ARGV: now, channel, then name, version, entry for each. */
  private static final String REPUBLISH =
      BUMP
          + """
          local changed = redis.call('HEXISTS', KEYS[1], '#revision') == 0
          local listed = {['#revision'] = true}
          for i = 3, #ARGV, 3 do
            listed[ARGV[i]] = true
            local known = version(ARGV[i])
            local given = tonumber(ARGV[i + 1])
            if given >= known then redis.call('HSET', KEYS[1], ARGV[i], ARGV[i + 2]) end
            if given > known then changed = true end
          end
          for _, name in ipairs(redis.call('HKEYS', KEYS[1])) do
            if not listed[name] then
              redis.call('HDEL', KEYS[1], name)
              changed = true
            end
          end
          if changed then
            bump()
            redis.call('PUBLISH', ARGV[2], '*')
          end
          return 1
          """;

  private final RedisBus bus;
  private final ReplicaPlace place;
  private final EntryForm<V> form;
  private final TimeSource time;

  /** Publishes through {@code bus}. */
  public ReplicaPublisher(RedisBus bus, ReplicaPlace place, EntryForm<V> form, TimeSource time) {
    this.bus = bus;
    this.place = place;
    this.form = form;
    this.time = time;
  }

  /** Puts an entry into force, unless a newer version already is. */
  public Future<Void> publish(V entry) {
    return bus.send(addTo(script(PUBLISH), entry)).mapEmpty();
  }

  /** Takes an entry away. */
  public Future<Void> remove(String name) {
    return bus.send(script(REMOVE).arg(name)).mapEmpty();
  }

  /** Makes the given entries all that there are. */
  public Future<Void> republishAll(Collection<V> entries) {
    Request request = script(REPUBLISH);
    entries.forEach(entry -> addTo(request, entry));
    return bus.sendBulk(request).mapEmpty();
  }

  /** The revision that Redis has; 0 when it has none. */
  public Future<Long> revision() {
    return bus.hget(place.hash(), ReplicaPlace.REVISION_FIELD)
        .map(found -> found.map(Long::parseLong).orElse(0L));
  }

  private Request script(String body) {
    return Request.cmd(Command.EVAL)
        .arg(body)
        .arg(1)
        .arg(place.hash())
        .arg(time.millis())
        .arg(place.channel());
  }

  private Request addTo(Request request, V entry) {
    return request.arg(form.name(entry)).arg(form.version(entry)).arg(form.write(entry));
  }
}
