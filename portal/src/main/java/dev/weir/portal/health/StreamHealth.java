package dev.weir.portal.health;

import dev.weir.contract.event.HealthEpisode;
import dev.weir.contract.fault.FaultCode;
import dev.weir.contract.fault.WeirFault;
import dev.weir.contract.identity.StreamAddress;
import dev.weir.portal.identity.Actor;
import dev.weir.portal.identity.Permission;
import dev.weir.runtime.postgres.Database;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** How a tenant's streams arrived. For virtual threads. */
public final class StreamHealth {

  /** Most that is told of what was wrong, at once. */
  public static final int MAX_EPISODES = 200;

  /** The longest time whose minutes are told at once. */
  public static final Duration MAX_SPAN = Duration.ofHours(24);

  private final HealthLog log;
  private final HealthMinutes minutes;

  /** Reads this log, and the minutes in this database. */
  public StreamHealth(Database database, HealthLog log) {
    this.log = log;
    this.minutes = new HealthMinutes(database);
  }

  /** What was wrong with a stream at any time between two, newest first. */
  public List<HealthEpisode> episodes(
      Actor actor, StreamAddress address, Instant from, Instant to) {
    own(actor, address);
    return log.of(address, from, to, MAX_EPISODES);
  }

  /** The figures of its minutes, from a time on, for at most {@link #MAX_SPAN}. */
  public List<HealthMinute> minutes(Actor actor, StreamAddress address, Instant from, Instant to) {
    own(actor, address);
    Instant last = from.plus(MAX_SPAN);
    return minutes.of(address, from, to.isBefore(last) ? to : last);
  }

  private static void own(Actor actor, StreamAddress address) {
    actor.require(Permission.STREAMS_READ);
    if (!address.tenant().equals(actor.tenant())) {
      throw new WeirFault(FaultCode.NOT_FOUND, "stream=" + address);
    }
  }
}
