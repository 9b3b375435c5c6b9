package dev.weir.runtime.analytics;

import dev.weir.contract.identity.TenantId;
import dev.weir.runtime.redis.RedisBus;
import dev.weir.runtime.wire.AnalyticsJson;
import dev.weir.runtime.wire.MalformedWireException;
import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One of the control plane's listeners, as a consumer of the group that all of them are. Needs
 * Redis 6.2.
 */
public final class RedisAnalyticsInlet implements AnalyticsInlet {

  /** Batches that are asked for at once. */
  public static final int AT_ONCE = 20;

  /** After so long a batch that nobody has kept is somebody else's. */
  static final Duration CLAIM_AFTER = Duration.ofSeconds(30);

  private static final Logger LOG = LoggerFactory.getLogger(RedisAnalyticsInlet.class);

  /**
   * ARGV: consumer, claim after ms, count, group. Makes the group where it is not, since Redis may
   * have lost it; answers with id and text of each batch, those of vanished listeners first.
   */
  private static final String NEXT =
      """
      redis.pcall('XGROUP', 'CREATE', KEYS[1], ARGV[4], '0', 'MKSTREAM')
      local found = {}
      local function add(entries)
        for _, entry in ipairs(entries) do
          if entry and entry[2] then
            found[#found + 1] = entry[1]
            found[#found + 1] = entry[2][2]
          end
        end
      end
      local left = redis.call('XAUTOCLAIM', KEYS[1], ARGV[4], ARGV[1], ARGV[2], '0', 'COUNT', ARGV[3])
      add(left[2])
      if #found == 0 then
        local read = redis.call('XREADGROUP', 'GROUP', ARGV[4], ARGV[1], 'COUNT', ARGV[3],
            'STREAMS', KEYS[1], '>')
        if read then add(read[1][2]) end
      end
      return found
      """;

  private final RedisBus bus;
  private final String consumer;

  /** Listens under this name, which no other process has. */
  public RedisAnalyticsInlet(RedisBus bus, String consumer) {
    this.bus = bus;
    this.consumer = consumer;
  }

  @Override
  public Future<List<Arrived>> next() {
    return bus.sendBulk(
            Request.cmd(Command.EVAL)
                .arg(NEXT)
                .arg(1)
                .arg(AnalyticsKeys.STREAM)
                .arg(consumer)
                .arg(CLAIM_AFTER.toMillis())
                .arg(AT_ONCE)
                .arg(AnalyticsKeys.GROUP))
        .map(this::read);
  }

  @Override
  public Future<Void> done(List<Arrived> kept) {
    return drop(kept.stream().map(Arrived::id).toList());
  }

  @Override
  public Future<NavigableMap<Instant, Moment>> moments(
      TenantId tenant, Instant since, Instant until) {
    List<Instant> minutes = new ArrayList<>();
    List<Request> requests = new ArrayList<>();
    Instant from = until.minus(Moment.KEPT).isAfter(since) ? until.minus(Moment.KEPT) : since;
    long first = Math.floorDiv(from.getEpochSecond(), AnalyticsKeys.MINUTE_S);
    long last = Math.floorDiv(until.getEpochSecond(), AnalyticsKeys.MINUTE_S);
    for (long minute = first; minute <= last; minute++) {
      Instant at = Instant.ofEpochSecond(minute * AnalyticsKeys.MINUTE_S);
      minutes.add(at);
      requests.add(Request.cmd(Command.HGETALL).arg(AnalyticsKeys.moments(tenant, at)));
    }
    return bus.send(requests)
        .map(answers -> {
          NavigableMap<Instant, Moment> moments = new TreeMap<>();
          for (int i = 0; i < answers.size(); i++) {
            add(moments, minutes.get(i), answers.get(i));
          }
          return new TreeMap<>(moments.subMap(from, true, until, true));
        });
  }

  private static void add(NavigableMap<Instant, Moment> moments, Instant minute, Response fields) {
    for (String field : fields.getKeys()) {
      long figure = fields.get(field).toLong();
      int name = field.length() - 1;
      Moment moment =
          switch (field.charAt(name)) {
            case 'v' -> new Moment(figure, 0, 0, 0);
            case 'b' -> new Moment(0, figure, 0, 0);
            case 'r' -> new Moment(0, 0, figure, 0);
            case 'f' -> new Moment(0, 0, 0, figure);
            default -> Moment.NONE;
          };
      Instant at = minute.plusSeconds(Long.parseLong(field.substring(0, name)));
      moments.merge(at, moment, Moment::and);
    }
  }

  private List<Arrived> read(Response found) {
    List<Arrived> arrived = new ArrayList<>();
    List<String> unreadable = new ArrayList<>();
    for (int i = 0; i + 1 < found.size(); i += 2) {
      String id = found.get(i).toString();
      try {
        arrived.add(new Arrived(id, AnalyticsJson.read(found.get(i + 1).toString())));
      } catch (MalformedWireException malformed) {
        LOG.warn("event=analytics.batch-unreadable id={} cause=\"{}\"", id, malformed.getMessage());
        unreadable.add(id);
      }
    }
    // It would come again for ever.
    Future<Void> _ = drop(unreadable);
    return arrived;
  }

  /** Redis need not remember what is kept. */
  private Future<Void> drop(List<String> ids) {
    if (ids.isEmpty()) {
      return Future.succeededFuture();
    }
    Request acknowledge =
        Request.cmd(Command.XACK).arg(AnalyticsKeys.STREAM).arg(AnalyticsKeys.GROUP);
    Request delete = Request.cmd(Command.XDEL).arg(AnalyticsKeys.STREAM);
    ids.forEach(id -> {
      acknowledge.arg(id);
      delete.arg(id);
    });
    return bus.send(List.of(acknowledge, delete)).mapEmpty();
  }
}
