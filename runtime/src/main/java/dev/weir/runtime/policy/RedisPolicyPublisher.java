package dev.weir.runtime.policy;

import dev.weir.contract.identity.DomainName;
import dev.weir.contract.policy.DomainPolicy;
import dev.weir.runtime.clock.TimeSource;
import dev.weir.runtime.redis.RedisBus;
import dev.weir.runtime.secrets.SealedBox;
import dev.weir.runtime.wire.PolicyJson;
import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import java.util.Collection;

/**
 * Publishes through Redis. Each change is one script, so that nobody ever sees half of it, and a
 * version never goes back even when two publishers race. Thread-safe.
 */
public final class RedisPolicyPublisher implements PolicyPublisher {

  /** Grows at least by one, and past whatever a Redis that lost its memory may have had before. */
  private static final String BUMP =
      """
      local function bump()
        local old = tonumber(redis.call('HGET', KEYS[1], '#revision') or '0')
        local next = math.max(old + 1, tonumber(ARGV[1]))
        redis.call('HSET', KEYS[1], '#revision', string.format('%.0f', next))
      end
      local function version(domain)
        local known = redis.call('HGET', KEYS[1], domain)
        return known and tonumber(cjson.decode(known)['version']) or -1
      end
      """;

  /** ARGV: now, channel, domain, version, policy. */
  private static final String PUBLISH =
      BUMP
          + """
          if tonumber(ARGV[4]) < version(ARGV[3]) then return 0 end
          redis.call('HSET', KEYS[1], ARGV[3], ARGV[5])
          bump()
          redis.call('PUBLISH', ARGV[2], ARGV[3])
          return 1
          """;

  /** ARGV: now, channel, domain. */
  private static final String REMOVE =
      BUMP
          + """
          if redis.call('HDEL', KEYS[1], ARGV[3]) == 0 then return 0 end
          bump()
          redis.call('PUBLISH', ARGV[2], ARGV[3])
          return 1
          """;

  /** ARGV: now, channel, then domain, version, policy for each. */
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
          for _, domain in ipairs(redis.call('HKEYS', KEYS[1])) do
            if not listed[domain] then
              redis.call('HDEL', KEYS[1], domain)
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
  private final PolicyJson json;
  private final TimeSource time;

  /** Publishes through {@code bus}, signing keys sealed with {@code box}. */
  public RedisPolicyPublisher(RedisBus bus, SealedBox box, TimeSource time) {
    this.bus = bus;
    this.json = new PolicyJson(box);
    this.time = time;
  }

  @Override
  public Future<Void> publish(DomainPolicy policy) {
    return bus.send(addTo(script(PUBLISH), policy)).mapEmpty();
  }

  @Override
  public Future<Void> remove(DomainName domain) {
    return bus.send(script(REMOVE).arg(domain.value())).mapEmpty();
  }

  @Override
  public Future<Void> republishAll(Collection<DomainPolicy> policies) {
    Request request = script(REPUBLISH);
    policies.forEach(policy -> addTo(request, policy));
    return bus.sendBulk(request).mapEmpty();
  }

  private Request script(String body) {
    return Request.cmd(Command.EVAL)
        .arg(body)
        .arg(1)
        .arg(PolicyKeys.HASH)
        .arg(time.millis())
        .arg(PolicyKeys.CHANNEL);
  }

  private Request addTo(Request request, DomainPolicy policy) {
    return request.arg(policy.domain().value()).arg(policy.version()).arg(json.write(policy));
  }
}
