package dev.weir.runtime.metering;

import dev.weir.contract.metering.MeterBatch;
import dev.weir.contract.metering.MeterBoot;
import dev.weir.runtime.redis.RedisBus;
import dev.weir.runtime.wire.MalformedWireException;
import dev.weir.runtime.wire.MeteringJson;
import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hears what {@link RedisMeterOutlet} sends. */
public final class RedisMeterInlet implements MeterInlet {

  /** Batches that are asked for at once. */
  public static final int AT_ONCE = 20;

  private static final Logger LOG = LoggerFactory.getLogger(RedisMeterInlet.class);

  /** ARGV: what a stream's key begins with; answers with the boots whose streams hold something. */
  private static final String BOOTS =
      """
      local found = {}
      for _, boot in ipairs(redis.call('HKEYS', KEYS[1])) do
        if redis.call('XLEN', ARGV[1] .. boot) > 0 then found[#found + 1] = boot end
      end
      return found
      """;

  /** ARGV: boot, kept, the id behind it, count; answers with the texts of those behind it. */
  private static final String NEXT =
      """
      local known = redis.call('HGET', KEYS[1], ARGV[1])
      if known and tonumber(known) < tonumber(ARGV[2]) then
        redis.call('HSET', KEYS[1], ARGV[1], ARGV[2])
      end
      redis.call('XTRIM', KEYS[2], 'MINID', ARGV[3])
      local texts = {}
      for _, entry in ipairs(redis.call('XRANGE', KEYS[2], '-', '+', 'COUNT', ARGV[4])) do
        texts[#texts + 1] = entry[2][2]
      end
      return texts
      """;

  private final RedisBus bus;

  /** Hears over {@code bus}. */
  public RedisMeterInlet(RedisBus bus) {
    this.bus = bus;
  }

  @Override
  public Future<Set<MeterBoot>> boots() {
    return bus.sendBulk(
            Request.cmd(Command.EVAL)
                .arg(BOOTS)
                .arg(1)
                .arg(MeteringKeys.BOOTS)
                .arg(MeteringKeys.STREAM))
        .map(RedisMeterInlet::boots);
  }

  /** A batch that cannot be read holds up those behind it: fails with what is wrong with it. */
  @Override
  public Future<List<MeterBatch>> next(MeterBoot boot, long kept) {
    return bus.sendBulk(
            Request.cmd(Command.EVAL)
                .arg(NEXT)
                .arg(2)
                .arg(MeteringKeys.BOOTS)
                .arg(MeteringKeys.stream(boot))
                .arg(boot.toString())
                .arg(kept)
                .arg(kept + 1)
                .arg(AT_ONCE))
        .map(RedisMeterInlet::batches);
  }

  private static Set<MeterBoot> boots(Response fields) {
    Set<MeterBoot> boots = new HashSet<>();
    for (Response field : fields) {
      try {
        boots.add(MeteringKeys.boot(field.toString()));
      } catch (IllegalArgumentException notOurs) {
        LOG.warn("event=metering.boot-unreadable cause=\"{}\"", notOurs.getMessage());
      }
    }
    return boots;
  }

  /** Those before one that cannot be read are not held up by it. */
  private static List<MeterBatch> batches(Response texts) {
    List<MeterBatch> batches = new ArrayList<>();
    for (Response text : texts) {
      try {
        batches.add(MeteringJson.read(text.toString()));
      } catch (MalformedWireException malformed) {
        if (batches.isEmpty()) {
          throw malformed;
        }
        return batches;
      }
    }
    return batches;
  }
}
