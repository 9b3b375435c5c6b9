package dev.weir.runtime.usage;

import dev.weir.contract.identity.NodeId;
import dev.weir.contract.identity.TenantId;
import dev.weir.runtime.redis.RedisBus;
import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Tells and hears in one exchange with Redis. A hash for each tenant has a field for each node that
 * reads {@code <counts until, ms> <pictures>} by the clock of Redis. Thread-safe.
 */
public final class RedisTranscodes implements TranscodeExchange {

  /** How long a node's word counts. Nodes speak every two seconds: some words may be lost. */
  static final Duration EXPIRY = Duration.ofSeconds(6);

  private static final String TELL =
      """
      local now = redis.call('TIME')
      local clock = now[1] * 1000 + math.floor(now[2] / 1000)
      local answers = {}
      for i, key in ipairs(KEYS) do
        local others = 0
        local said = redis.call('HGETALL', key)
        for j = 1, #said, 2 do
          local ends, pictures = string.match(said[j + 1], '^(%d+) (%d+)$')
          if not ends or tonumber(ends) < clock then
            redis.call('HDEL', key, said[j])
          elseif said[j] ~= ARGV[1] then
            others = others + tonumber(pictures)
          end
        end
        answers[i] = others
        if ARGV[2 + i] == '0' then
          redis.call('HDEL', key, ARGV[1])
        else
          redis.call('HSET', key, ARGV[1],
              string.format('%.0f', clock + tonumber(ARGV[2])) .. ' ' .. ARGV[2 + i])
          redis.call('PEXPIRE', key, ARGV[2])
        end
      end
      return answers
      """;

  private final RedisBus bus;
  private final NodeId node;

  /** The line of {@code node}. */
  public RedisTranscodes(RedisBus bus, NodeId node) {
    this.bus = bus;
    this.node = node;
  }

  @Override
  public Future<Map<TenantId, Long>> exchange(Map<TenantId, Long> here) {
    if (here.isEmpty()) {
      return Future.succeededFuture(Map.of());
    }
    List<Map.Entry<TenantId, Long>> tenants = List.copyOf(here.entrySet());
    List<Request> requests = new ArrayList<>();
    for (int from = 0; from < tenants.size(); from += UsageScripts.TOLD_AT_ONCE) {
      int to = Math.min(tenants.size(), from + UsageScripts.TOLD_AT_ONCE);
      requests.add(tell(tenants.subList(from, to)));
    }
    return bus.send(requests).map(answers -> others(tenants, answers));
  }

  private Request tell(List<Map.Entry<TenantId, Long>> tenants) {
    Request request = Request.cmd(Command.EVAL).arg(TELL).arg(tenants.size());
    tenants.forEach(told -> request.arg("weir:transcodes:" + told.getKey()));
    request.arg(node.value()).arg(EXPIRY.toMillis());
    tenants.forEach(told -> request.arg(told.getValue()));
    return request;
  }

  private static Map<TenantId, Long> others(
      List<Map.Entry<TenantId, Long>> tenants, List<Response> answers) {
    Map<TenantId, Long> others = new HashMap<>();
    for (int i = 0; i < tenants.size(); i++) {
      Response numbers = answers.get(i / UsageScripts.TOLD_AT_ONCE);
      others.put(tenants.get(i).getKey(), numbers.get(i % UsageScripts.TOLD_AT_ONCE).toLong());
    }
    return others;
  }
}
