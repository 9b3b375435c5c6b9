package dev.weir.runtime.metering;

import dev.weir.contract.metering.MeterBatch;
import dev.weir.contract.metering.MeterBoot;
import dev.weir.runtime.redis.RedisBus;
import dev.weir.runtime.wire.MeteringJson;
import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import java.util.List;

/**
 * Sends through Redis, which carries and need not remember. A batch's sequence is its id in the
 * boot's stream, so that Redis itself refuses what it has. Needs Redis 6.2.
 */
public final class RedisMeterOutlet implements MeterOutlet {

  /**
   * ARGV: boot, most batches, then sequence and text of each; answers with what is kept. One that
   * is refused although it is neither there nor kept was forgotten, and what came behind it was not
   * sent again yet: all that will be, so that the stream begins anew.
   */
  private static final String SEND =
      """
      redis.call('HSETNX', KEYS[1], ARGV[1], '0')
      local kept = tonumber(redis.call('HGET', KEYS[1], ARGV[1]))
      for i = 3, #ARGV, 2 do
        local id = ARGV[i] .. '-0'
        local added = redis.pcall('XADD', KEYS[2], 'MAXLEN', '~', ARGV[2], id,
            'batch', ARGV[i + 1])
        if type(added) == 'table' and added.err then
          if not string.find(added.err, 'equal or smaller', 1, true) then
            return added
          end
          if tonumber(ARGV[i]) > kept and #redis.call('XRANGE', KEYS[2], id, id) == 0 then
            redis.call('DEL', KEYS[2])
            redis.call('XADD', KEYS[2], id, 'batch', ARGV[i + 1])
          end
        end
      end
      return kept
      """;

  private final RedisBus bus;

  /** Sends over {@code bus}. */
  public RedisMeterOutlet(RedisBus bus) {
    this.bus = bus;
  }

  @Override
  public Future<Long> send(MeterBoot boot, List<MeterBatch> batches) {
    Request request =
        Request.cmd(Command.EVAL)
            .arg(SEND)
            .arg(2)
            .arg(MeteringKeys.BOOTS)
            .arg(MeteringKeys.stream(boot))
            .arg(boot.toString())
            .arg(MeteringKeys.MAX_LENGTH);
    batches.forEach(batch -> request.arg(batch.sequence()).arg(MeteringJson.write(batch)));
    return bus.sendBulk(request).map(kept -> kept.toLong());
  }

  @Override
  public Future<Void> forget(MeterBoot boot) {
    return bus.send(
            List.of(
                Request.cmd(Command.HDEL).arg(MeteringKeys.BOOTS).arg(boot.toString()),
                Request.cmd(Command.DEL).arg(MeteringKeys.stream(boot))))
        .mapEmpty();
  }
}
