package dev.weir.runtime.lifecycle;

import dev.weir.contract.identity.BootId;
import dev.weir.runtime.redis.RedisBus;
import dev.weir.runtime.wire.EventJson;
import dev.weir.runtime.wire.MalformedWireException;
import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One of the control plane's listeners, as a consumer of the group that all of them are. Needs
 * Redis 6.2. Thread-safe.
 */
public final class RedisEventSource implements EventSource {

  /** Facts that are asked for at once. */
  public static final int AT_ONCE = 200;

  /** After so long a fact that nobody has kept is somebody else's. */
  static final Duration CLAIM_AFTER = Duration.ofSeconds(30);

  private static final String GROUP = "portal";
  private static final Logger LOG = LoggerFactory.getLogger(RedisEventSource.class);

  /**
   * ARGV: consumer, claim after ms, count. Makes the group where it is not, since Redis may have
   * lost it; answers with id and text of each fact, those of vanished listeners first.
   */
  private static final String NEXT =
      """
      redis.pcall('XGROUP', 'CREATE', KEYS[1], 'portal', '0', 'MKSTREAM')
      local found = {}
      local function add(entries)
        for _, entry in ipairs(entries) do
          if entry and entry[2] then
            found[#found + 1] = entry[1]
            found[#found + 1] = entry[2][2]
          end
        end
      end
      local left = redis.call('XAUTOCLAIM', KEYS[1], 'portal', ARGV[1], ARGV[2], '0', 'COUNT', ARGV[3])
      add(left[2])
      local read = redis.call('XREADGROUP', 'GROUP', 'portal', ARGV[1], 'COUNT', ARGV[3],
          'STREAMS', KEYS[1], '>')
      if read then add(read[1][2]) end
      return found
      """;

  private final RedisBus bus;
  private final String consumer;

  /** Listens under this name, which no other process has. */
  public RedisEventSource(RedisBus bus, String consumer) {
    this.bus = bus;
    this.consumer = consumer;
  }

  @Override
  public Future<List<Arrived>> next() {
    return next(EventKeys.STREAM)
        .compose(facts ->
            next(EventKeys.PICTURES)
                .map(pictures -> Stream.concat(facts.stream(), pictures.stream()).toList()));
  }

  private Future<List<Arrived>> next(String stream) {
    return bus.sendBulk(
            Request.cmd(Command.EVAL)
                .arg(NEXT)
                .arg(1)
                .arg(stream)
                .arg(consumer)
                .arg(CLAIM_AFTER.toMillis())
                .arg(AT_ONCE))
        .map(found -> read(stream, found));
  }

  @Override
  public Future<Void> done(List<Arrived> kept) {
    Map<String, List<String>> ids =
        kept.stream()
            .collect(
                Collectors.groupingBy(
                    one -> EventKeys.stream(one.event()),
                    Collectors.mapping(Arrived::id, Collectors.toList())));
    return acknowledge(EventKeys.STREAM, ids.getOrDefault(EventKeys.STREAM, List.of()))
        .compose(done ->
            acknowledge(EventKeys.PICTURES, ids.getOrDefault(EventKeys.PICTURES, List.of())));
  }

  @Override
  public Future<Set<BootId>> alive(Collection<BootId> boots) {
    List<BootId> asked = List.copyOf(boots);
    if (asked.isEmpty()) {
      return Future.succeededFuture(Set.of());
    }
    List<Request> questions =
        asked.stream().map(boot -> Request.cmd(Command.EXISTS).arg(EventKeys.alive(boot))).toList();
    return bus.send(questions)
        .map(answers -> {
          Set<BootId> alive = new HashSet<>();
          for (int i = 0; i < asked.size(); i++) {
            if (answers.get(i).toLong() > 0) {
              alive.add(asked.get(i));
            }
          }
          return alive;
        });
  }

  private List<Arrived> read(String stream, Response found) {
    List<Arrived> arrived = new ArrayList<>();
    List<String> unreadable = new ArrayList<>();
    for (int i = 0; i + 1 < found.size(); i += 2) {
      String id = found.get(i).toString();
      try {
        arrived.add(new Arrived(id, EventJson.read(found.get(i + 1).toString())));
      } catch (MalformedWireException malformed) {
        LOG.warn("event=lifecycle.fact-unreadable id={} cause=\"{}\"", id, malformed.getMessage());
        unreadable.add(id);
      }
    }
    // It would come again for ever.
    Future<Void> _ = acknowledge(stream, unreadable);
    return arrived;
  }

  private Future<Void> acknowledge(String stream, List<String> ids) {
    if (ids.isEmpty()) {
      return Future.succeededFuture();
    }
    Request request = Request.cmd(Command.XACK).arg(stream).arg(GROUP);
    ids.forEach(request::arg);
    return bus.send(request).mapEmpty();
  }
}
