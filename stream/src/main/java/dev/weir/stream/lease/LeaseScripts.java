package dev.weir.stream.lease;

import dev.weir.contract.identity.BootId;
import dev.weir.contract.identity.NodeId;
import dev.weir.contract.identity.StreamAddress;
import dev.weir.stream.hub.StreamKind;
import dev.weir.stream.lease.LeaseBook.Held;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** What is asked of Redis. Each script is one step, which nobody else comes between. */
final class LeaseScripts {

  /** Leases renewed by one script; Redis does nothing else meanwhile. */
  static final int RENEWED_AT_ONCE = 500;

  /** No limit of the tenant's streams. */
  static final long UNLIMITED = Long.MAX_VALUE;

  private static final String CLOCK =
      """
      local now = redis.call('TIME')
      local clock = now[1] * 1000 + math.floor(now[2] / 1000)
      """;

  /**
   * Gives the lease with a new fence where it is free, this node's already (whichever boot of it),
   * another's on the fence that the claimer has seen, or older than what the claimer was given.
   * Answers with what the lease is then. A fence is above all before it; the clock is its floor, so
   * that it grows also over a Redis that lost its memory.
   *
   * <p>A stream that the tenant has not got already counts as one more. Where that would be too
   * much, nothing is given, and the answer is the number of those there are, and nothing else.
   */
  private static final String CLAIM =
      CLOCK
          + """
          local held = redis.call('HMGET', KEYS[1], 'fence', 'node', 'boot', 'host', 'port')
          local known = tonumber(ARGV[6])
          if held[1] and held[2] ~= ARGV[1] and held[1] ~= ARGV[5] and tonumber(held[1]) >= known then
            return held
          end
          if not held[1] then
            redis.call('ZREMRANGEBYSCORE', KEYS[3], '-inf', clock)
            local live = redis.call('ZCARD', KEYS[3])
            if live >= tonumber(ARGV[10]) and not redis.call('ZSCORE', KEYS[3], ARGV[9]) then
              return {tostring(live)}
            end
          end
          local last = tonumber(redis.call('GET', KEYS[2]) or '0')
          local fence = string.format('%.0f', math.max(last + 1, known + 1, clock))
          redis.call('SET', KEYS[2], fence)
          redis.call('HSET', KEYS[1], 'fence', fence,
              'node', ARGV[1], 'boot', ARGV[2], 'host', ARGV[3], 'port', ARGV[4])
          redis.call('PEXPIRE', KEYS[1], ARGV[7])
          redis.call('ZADD', KEYS[3], clock + tonumber(ARGV[7]), ARGV[9])
          redis.call('PEXPIRE', KEYS[3], ARGV[7])
          if held[3] ~= ARGV[2] then
            redis.call('PUBLISH', ARGV[8], fence .. ' ' .. ARGV[2] .. ' ' .. ARGV[9])
          end
          return {fence, ARGV[1], ARGV[2], ARGV[3], ARGV[4]}
          """;

  /**
   * Prolongs what is this boot's; the first half of the keys are leases, the second their tenants'.
   * Answers for each lease with the fence of somebody else, or 0, or -1.
   */
  private static final String RENEW =
      CLOCK
          + """
          local answers = {}
          local leases = #KEYS / 2
          for i = 1, leases do
            local held = redis.call('HMGET', KEYS[i], 'fence', 'boot')
            if not held[1] then
              answers[i] = '0'
            elseif held[2] == ARGV[1] then
              redis.call('PEXPIRE', KEYS[i], ARGV[2])
              redis.call('ZADD', KEYS[leases + i], clock + tonumber(ARGV[2]), ARGV[2 + i])
              redis.call('PEXPIRE', KEYS[leases + i], ARGV[2])
              answers[i] = '-1'
            else
              answers[i] = held[1]
            end
          end
          return answers
          """;

  private static final String RELEASE =
      """
      if redis.call('HGET', KEYS[1], 'fence') == ARGV[1] then
        redis.call('ZREM', KEYS[2], ARGV[2])
        return redis.call('DEL', KEYS[1])
      end
      return 0
      """;

  /**
   * Gives the node's name to a boot, unless another boot has it and is connected. Answers with
   * whose it is then.
   */
  private static final String TAKE_NODE =
      """
      local held = redis.call('GET', KEYS[1])
      if held and held ~= ARGV[1] and redis.call('PUBSUB', 'NUMSUB', KEYS[1])[2] > 1 then
        return held
      end
      redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
      return ARGV[1]
      """;

  private LeaseScripts() {}

  /**
   * Answered with the lease that stands then (see {@link #lease}), or with the number of the
   * tenant's streams (see {@link #tenantStreams}).
   *
   * @param kind renditions are counted apart
   * @param seenFence another's lease that may be taken; {@link LeaseBook#NONE} for no such lease
   * @param knownFence what the claimer was given before; {@link LeaseBook#NONE} for nothing
   * @param maxTenantStreams most streams of the tenant; {@link #UNLIMITED} for one that goes on
   */
  static Request claim(
      LeaseHolder self,
      StreamAddress stream,
      StreamKind kind,
      long seenFence,
      long knownFence,
      long maxTenantStreams) {
    return Request.cmd(Command.EVAL)
        .arg(CLAIM)
        .arg(3)
        .arg(LeaseKeys.stream(stream))
        .arg(LeaseKeys.FENCE)
        .arg(LeaseKeys.count(stream, kind))
        .arg(self.node().value())
        .arg(self.boot().value())
        .arg(self.host())
        .arg(self.port())
        .arg(seenFence)
        .arg(knownFence)
        .arg(LeaseKeys.EXPIRY.toMillis())
        .arg(LeaseKeys.MOVED)
        .arg(stream.toString())
        .arg(maxTenantStreams);
  }

  /** How many streams the tenant has, where those are too many for a claim; empty where not. */
  static OptionalLong tenantStreams(Response claimed) {
    return claimed.size() == 1 ? OptionalLong.of(claimed.get(0).toLong()) : OptionalLong.empty();
  }

  /** Answered with the lease that stands, or with nothing at all; see {@link #lease}. */
  static Request look(StreamAddress stream) {
    Request request = Request.cmd(Command.HMGET).arg(LeaseKeys.stream(stream));
    List.of("fence", "node", "boot", "host", "port").forEach(request::arg);
    return request;
  }

  /** Several of {@link #RENEWED_AT_ONCE} each, answered in the same order. */
  static List<Request> renew(BootId boot, List<Held> streams) {
    List<Request> requests = new ArrayList<>();
    for (int from = 0; from < streams.size(); from += RENEWED_AT_ONCE) {
      List<Held> some = streams.subList(from, Math.min(streams.size(), from + RENEWED_AT_ONCE));
      Request request = Request.cmd(Command.EVAL).arg(RENEW).arg(2 * some.size());
      some.forEach(held -> request.arg(LeaseKeys.stream(held.stream())));
      some.forEach(held -> request.arg(LeaseKeys.count(held.stream(), held.kind())));
      request.arg(boot.value()).arg(LeaseKeys.EXPIRY.toMillis());
      some.forEach(held -> request.arg(held.stream().toString()));
      requests.add(request);
    }
    return requests;
  }

  static Request release(Held held) {
    return Request.cmd(Command.EVAL)
        .arg(RELEASE)
        .arg(2)
        .arg(LeaseKeys.stream(held.stream()))
        .arg(LeaseKeys.count(held.stream(), held.kind()))
        .arg(held.fence())
        .arg(held.stream().toString());
  }

  static Request takeNode(NodeId node, BootId boot) {
    return Request.cmd(Command.EVAL)
        .arg(TAKE_NODE)
        .arg(1)
        .arg(LeaseKeys.node(node))
        .arg(boot.value())
        .arg(LeaseKeys.EXPIRY.toMillis());
  }

  /** Reads a lease; throws {@link IllegalArgumentException} when it is none. */
  static Optional<StreamLease> lease(StreamAddress stream, Response fields) {
    @Nullable Response fence = fields.get(0);
    if (fence == null) {
      return Optional.empty();
    }
    return Optional.of(
        new StreamLease(
            stream,
            new NodeId(fields.get(1).toString()),
            new BootId(fields.get(2).toString()),
            fields.get(3).toString(),
            fields.get(4).toInteger(),
            fence.toLong()));
  }
}
