package dev.weir.runtime.usage;

import dev.weir.contract.identity.NodeId;
import dev.weir.contract.identity.TenantId;
import dev.weir.contract.live.TenantUse;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.util.List;
import java.util.Map;

/** What is asked of Redis. Each script is one step, which nobody else comes between. */
final class UsageScripts {

  /** Tenants told about by one script; Redis does nothing else meanwhile. */
  static final int TOLD_AT_ONCE = 500;

  /** Adds up what gateways but one said, and forgets what counts no more. */
  private static final String SUM =
      """
      local now = redis.call('TIME')
      local clock = now[1] * 1000 + math.floor(now[2] / 1000)
      local function others(key, but)
        local viewers, bits = 0, 0
        local said = redis.call('HGETALL', key)
        for i = 1, #said, 2 do
          local ends, v, b = string.match(said[i + 1], '^(%d+) (%d+) (%d+)$')
          if not ends or tonumber(ends) < clock then
            redis.call('HDEL', key, said[i])
          elseif said[i] ~= but then
            viewers = viewers + tonumber(v)
            bits = bits + tonumber(b)
          end
        end
        return string.format('%.0f', viewers), string.format('%.0f', bits)
      end
      """;

  private static final String TELL =
      SUM
          + """
          local answers = {}
          for i, key in ipairs(KEYS) do
            answers[2 * i - 1], answers[2 * i] = others(key, ARGV[1])
            local own = ARGV[2 + i]
            if own == '0 0' then
              redis.call('HDEL', key, ARGV[1])
            else
              redis.call('HSET', key, ARGV[1],
                  string.format('%.0f', clock + tonumber(ARGV[2])) .. ' ' .. own)
              redis.call('PEXPIRE', key, ARGV[2])
            end
          end
          return answers
          """;

  private static final String ASK =
      SUM
          + """
          local viewers, bits = others(KEYS[1], '')
          return {viewers, bits}
          """;

  private UsageScripts() {}

  /** Answered with two numbers for each tenant, in this order; see {@link #use}. */
  static Request tell(NodeId node, List<Map.Entry<TenantId, TenantUse>> tenants) {
    Request request = Request.cmd(Command.EVAL).arg(TELL).arg(tenants.size());
    tenants.forEach(told -> request.arg(UsageKeys.tenant(told.getKey())));
    request.arg(node.value()).arg(UsageKeys.EXPIRY.toMillis());
    tenants.forEach(
        told -> request.arg(told.getValue().viewers() + " " + told.getValue().egressBits()));
    return request;
  }

  /** Answered with two numbers; see {@link #use}. */
  static Request ask(TenantId tenant) {
    return Request.cmd(Command.EVAL).arg(ASK).arg(1).arg(UsageKeys.tenant(tenant));
  }

  /** The two numbers of the tenant at a place of the question. */
  static TenantUse use(Response numbers, int place) {
    return new TenantUse(numbers.get(2 * place).toLong(), numbers.get(2 * place + 1).toLong());
  }
}
