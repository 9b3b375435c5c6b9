package dev.weir.runtime.quality;

import dev.weir.contract.quality.QualityReport;
import dev.weir.runtime.redis.RedisBus;
import dev.weir.runtime.wire.MalformedWireException;
import dev.weir.runtime.wire.QualityJson;
import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Both ends of the queue in Redis: a stream of texts, the oldest of too many are lost. */
public final class RedisQualityLine implements QualityOutlet, QualityInlet {

  /** Reports that are kept for a control plane that is away. */
  public static final int MAX_LENGTH = 5_000;

  /** Reports that are asked for at once. */
  public static final int AT_ONCE = 50;

  private static final String STREAM = "weir:quality";
  private static final Logger LOG = LoggerFactory.getLogger(RedisQualityLine.class);

  private final RedisBus bus;

  /** The queue of {@code bus}. */
  public RedisQualityLine(RedisBus bus) {
    this.bus = bus;
  }

  @Override
  public Future<Void> send(List<QualityReport> reports) {
    return bus.send(reports.stream().map(RedisQualityLine::append).toList()).mapEmpty();
  }

  private static Request append(QualityReport report) {
    return Request.cmd(Command.XADD)
        .arg(STREAM)
        .arg("MAXLEN")
        .arg("~")
        .arg(MAX_LENGTH)
        .arg("*")
        .arg("report")
        .arg(QualityJson.write(report));
  }

  @Override
  public Future<List<Arrived>> next() {
    return bus.sendBulk(
            Request.cmd(Command.XRANGE).arg(STREAM).arg("-").arg("+").arg("COUNT").arg(AT_ONCE))
        .map(this::read);
  }

  @Override
  public Future<Void> done(List<Arrived> kept) {
    return remove(kept.stream().map(Arrived::id).toList());
  }

  private List<Arrived> read(Response entries) {
    List<Arrived> arrived = new ArrayList<>();
    List<String> unreadable = new ArrayList<>();
    for (Response entry : entries) {
      String id = entry.get(0).toString();
      try {
        arrived.add(new Arrived(id, QualityJson.read(entry.get(1).get(1).toString())));
      } catch (MalformedWireException malformed) {
        LOG.warn("event=quality.report-unreadable id={} cause=\"{}\"", id, malformed.getMessage());
        unreadable.add(id);
      }
    }
    // It would come again for ever.
    Future<Void> _ = remove(unreadable);
    return arrived;
  }

  private Future<Void> remove(List<String> ids) {
    if (ids.isEmpty()) {
      return Future.succeededFuture();
    }
    Request request = Request.cmd(Command.XDEL).arg(STREAM);
    ids.forEach(request::arg);
    return bus.send(request).mapEmpty();
  }
}
