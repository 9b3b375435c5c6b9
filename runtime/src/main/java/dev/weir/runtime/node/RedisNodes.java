package dev.weir.runtime.node;

import dev.weir.contract.live.NodeReport;
import dev.weir.runtime.redis.RedisBus;
import dev.weir.runtime.wire.MalformedWireException;
import dev.weir.runtime.wire.NodeJson;
import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reports in one hash of Redis, a field for each process; each begins with the time at which Redis
 * took it. Who ends in order takes its field away; who does not is shown as gone until another
 * process takes its place, or a day is over. Thread-safe.
 */
public final class RedisNodes implements NodeBoard {

  /** Most processes that are told apart; reports of further ones are refused. */
  public static final int MAX_NODES = 1_000;

  /** How long a process is remembered that ended without a word. */
  public static final Duration FORGET = Duration.ofDays(1);

  private static final String KEY = "weir:nodes";
  private static final int MILLIS = 1_000;
  private static final Logger LOG = LoggerFactory.getLogger(RedisNodes.class);

  private static final String REPORT =
      """
      if redis.call('HEXISTS', KEYS[1], ARGV[1]) == 0
          and redis.call('HLEN', KEYS[1]) >= tonumber(ARGV[3]) then
        return 0
      end
      local now = redis.call('TIME')
      local millis = string.format('%.0f', now[1] * 1000 + math.floor(now[2] / 1000))
      redis.call('HSET', KEYS[1], ARGV[1], millis .. ' ' .. ARGV[2])
      return 1
      """;

  private static final Comparator<NodeSighting> BY_NAME =
      Comparator.comparing((NodeSighting seen) -> seen.report().node().value())
          .thenComparing(seen -> seen.report().startedAt());

  private final RedisBus bus;

  /** Over this line. */
  public RedisNodes(RedisBus bus) {
    this.bus = bus;
  }

  /** Replaces what the process said before. A report that fails is not kept. */
  public Future<Void> report(NodeReport report) {
    return bus.send(
            Request.cmd(Command.EVAL)
                .arg(REPORT)
                .arg(1)
                .arg(KEY)
                .arg(field(report))
                .arg(NodeJson.write(report))
                .arg(MAX_NODES))
        .mapEmpty();
  }

  /** Takes leave. */
  public Future<Void> end(NodeReport report) {
    return bus.hdel(KEY, field(report)).mapEmpty();
  }

  @Override
  public Future<List<NodeSighting>> nodes() {
    return bus.send(List.of(Request.cmd(Command.TIME), Request.cmd(Command.HGETALL).arg(KEY)))
        .map(answers -> sighted(millis(answers.get(0)), answers.get(1)));
  }

  private List<NodeSighting> sighted(long nowMillis, Response fields) {
    List<NodeSighting> all = new ArrayList<>();
    for (String name : fields.getKeys()) {
      read(nowMillis, fields.get(name).toString())
          .filter(seen -> seen.age().compareTo(FORGET) < 0)
          .ifPresentOrElse(all::add, () -> forget(name));
    }
    List<NodeSighting> shown = new ArrayList<>();
    for (NodeSighting seen : all) {
      if (all.stream().anyMatch(seen::isSucceededBy)) {
        forget(field(seen.report()));
      } else {
        shown.add(seen);
      }
    }
    shown.sort(BY_NAME);
    return List.copyOf(shown);
  }

  /** Empty for what cannot be read: written by another version, or by hand. */
  private static Optional<NodeSighting> read(long nowMillis, String text) {
    int space = text.indexOf(' ');
    try {
      long at = Long.parseLong(text.substring(0, Math.max(0, space)));
      Duration age = Duration.ofMillis(Math.max(0, nowMillis - at));
      return Optional.of(new NodeSighting(NodeJson.read(text.substring(space + 1)), age));
    } catch (MalformedWireException | NumberFormatException unreadable) {
      LOG.warn("event=node.report-unreadable cause=\"{}\"", unreadable.getMessage());
      return Optional.empty();
    }
  }

  private void forget(String field) {
    Future<Boolean> _ = bus.hdel(KEY, field);
  }

  private static String field(NodeReport report) {
    return report.node() + "/" + report.boot().value();
  }

  /** TIME answers with seconds and the microseconds of the next one. */
  private static long millis(Response time) {
    return time.get(0).toLong() * MILLIS + time.get(1).toLong() / MILLIS;
  }
}
