package dev.weir.gateway.analytics;

import dev.weir.contract.analytics.Client;
import dev.weir.contract.analytics.Delivery;
import dev.weir.contract.analytics.Place;
import dev.weir.contract.analytics.UserAgent;
import dev.weir.contract.identity.TenantId;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The tallies of this gateway. What peers say decides how many there are, so there is an end to
 * them: beyond it viewers of a stream are not told apart, and then not counted. Thread-safe.
 */
public final class Tallies {

  /** Most tallies that tell viewers apart by what they say of themselves, some 600 bytes each. */
  public static final int MAX_FINE = 20_000;

  /** Most tallies in all. */
  public static final int MAX_TALLIES = 25_000;

  /** Names of players that are remembered with what was read from them. */
  public static final int MAX_AGENTS = 10_000;

  /**
   * A tally of which nothing was heard for so long is forgotten. Longer than a connection may be
   * idle: whoever holds one has been heard of.
   */
  static final int QUIET_MINUTES = 10;

  private final Map<Subject, Tally> tallies = new ConcurrentHashMap<>();
  private final Set<Known> streams = ConcurrentHashMap.newKeySet();
  private final Map<String, Client> agents = new ConcurrentHashMap<>();
  private final AtomicInteger count = new AtomicInteger();
  private final Tally uncounted = Tally.unread();

  /** A stream that somebody got something of. */
  private record Known(TenantId tenant, Place place) {}

  /** Begins with nobody. */
  public Tallies() {}

  /** The tally of viewers of this kind. */
  public Tally of(Subject subject) {
    Tally known = tallies.get(subject);
    return known != null ? known : open(subject);
  }

  /**
   * Notes an answer. Names of streams that were asked for in vain are not taken up: anybody can
   * make up any number of them.
   */
  public void answered(Subject subject, int status) {
    boolean takenUp = status < Statuses.FIRST_FAILURE && subject.delivery() != Delivery.PAGE;
    boolean named = takenUp || streams.contains(new Known(subject.tenant(), subject.place()));
    of(named ? subject : subject.ofDomain()).answered(status);
  }

  /** What is read from what a player calls itself. */
  public Client client(String agent) {
    if (agent.isEmpty()) {
      return Client.UNKNOWN;
    }
    Client known = agents.get(agent);
    if (known != null) {
      return known;
    }
    Client read = UserAgent.client(agent);
    if (agents.size() >= MAX_AGENTS) {
      agents.clear();
    }
    if (agent.length() <= UserAgent.MAX_LENGTH) {
      agents.put(agent, read);
    }
    return read;
  }

  private Tally open(Subject subject) {
    int before = count.get();
    if (before >= MAX_TALLIES) {
      return uncounted;
    }
    Subject kept = before < MAX_FINE ? subject : subject.coarse();
    if (kept.place().isStream()) {
      streams.add(new Known(kept.tenant(), kept.place()));
    }
    return tallies.computeIfAbsent(
        kept,
        one -> {
          count.incrementAndGet();
          return new Tally(one);
        });
  }

  /** All that there are. */
  Collection<Tally> all() {
    return tallies.values();
  }

  /** Forgets one. */
  void forget(Tally tally) {
    if (tallies.remove(tally.subject(), tally)) {
      count.decrementAndGet();
    }
  }

  /** Forgets streams that have no tally any more. */
  void forgetStreams() {
    Set<Known> counted = new HashSet<>();
    tallies.keySet().forEach(one -> counted.add(new Known(one.tenant(), one.place())));
    streams.retainAll(counted);
  }
}
