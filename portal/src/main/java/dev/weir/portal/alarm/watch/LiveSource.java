package dev.weir.portal.alarm.watch;

import dev.weir.contract.identity.StreamAddress;
import dev.weir.contract.identity.TenantId;
import dev.weir.contract.live.StreamReport.State;
import dev.weir.portal.alarm.rule.AlarmKind;
import dev.weir.portal.alarm.rule.AlarmRule;
import dev.weir.portal.alarm.rule.AlarmScope;
import dev.weir.portal.alarm.rule.RuleId;
import dev.weir.portal.callback.event.Subject;
import dev.weir.runtime.live.LiveBoard;
import dev.weir.runtime.live.LiveEntry;
import dev.weir.runtime.usage.UsageBoard;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is live right now. While the board is away nobody says that anything is offline; nor just
 * after it has come back, when not all nodes have told it again. One caller at a time, on a virtual
 * thread.
 */
final class LiveSource implements AlarmSource {

  /** So long after the board has come back, what is missing on it is not missed yet. */
  static final Duration SETTLING = Duration.ofSeconds(15);

  /** Longest wait for a board. */
  static final Duration PATIENCE = Duration.ofSeconds(2);

  private static final Logger LOG = LoggerFactory.getLogger(LiveSource.class);
  private static final double GONE = 1;

  private final LiveBoard board;
  private final UsageBoard usage;
  private final EndedStreams ended;

  private Optional<Instant> knownSince = Optional.empty();

  LiveSource(LiveBoard board, UsageBoard usage, EndedStreams ended) {
    this.board = board;
    this.usage = usage;
    this.ended = ended;
  }

  @Override
  public Set<AlarmKind> kinds() {
    return EnumSet.of(
        AlarmKind.STREAM_OFFLINE,
        AlarmKind.BITRATE_LOW,
        AlarmKind.VIEWERS_HIGH,
        AlarmKind.BANDWIDTH_HIGH);
  }

  @Override
  public Map<RuleId, List<Sighting>> look(List<AlarmRule> rules, Instant now) {
    Map<TenantId, List<AlarmRule>> byTenant = new HashMap<>();
    rules.forEach(
        rule -> byTenant.computeIfAbsent(rule.tenant(), _ -> new ArrayList<>()).add(rule));
    Map<RuleId, List<Sighting>> seen = new HashMap<>();
    try {
      ended.read(now);
      for (Map.Entry<TenantId, List<AlarmRule>> one : byTenant.entrySet()) {
        List<LiveEntry> live =
            board.streams(one.getKey()).timeout(PATIENCE.toMillis(), TimeUnit.MILLISECONDS).await();
        knownSince = knownSince.or(() -> Optional.of(now));
        one.getValue()
            .forEach(rule -> look(rule, live, now).ifPresent(s -> seen.put(rule.id(), s)));
      }
      return seen;
    } catch (Exception away) { // Of any kind: waiting throws the cause as it is.
      unknown(away);
    }
    return Map.of();
  }

  private void unknown(Exception away) {
    if (knownSince.isPresent()) {
      LOG.warn("event=alarm.live-unknown cause=\"{}\"", away.toString());
    }
    knownSince = Optional.empty();
  }

  private Optional<List<Sighting>> look(AlarmRule rule, List<LiveEntry> live, Instant now) {
    return switch (rule.settings().kind()) {
      case STREAM_OFFLINE -> offline(rule, live, now);
      case BITRATE_LOW -> Optional.of(bitrates(rule, live));
      case VIEWERS_HIGH -> Optional.of(viewers(rule, live));
      case BANDWIDTH_HIGH -> bandwidth(rule);
      case TRAFFIC_UNUSUAL, CERTIFICATE, BUDGET -> Optional.empty();
    };
  }

  private Optional<List<Sighting>> offline(AlarmRule rule, List<LiveEntry> live, Instant now) {
    boolean settled = knownSince.map(since -> !now.isBefore(since.plus(SETTLING))).orElse(false);
    if (!settled) {
      return Optional.empty();
    }
    Set<StreamAddress> here = new HashSet<>();
    Set<StreamAddress> missing = new HashSet<>();
    for (LiveEntry entry : live) {
      boolean arrives = entry.stream().state() == State.LIVE;
      (arrives ? here : missing).add(entry.stream().address());
    }
    Map<StreamAddress, EndedStreams.End> ends = ended.of(rule.tenant());
    missing.addAll(ends.keySet());
    AlarmScope scope = rule.settings().scope();
    boolean unplanned = rule.settings().unplanned();
    missing.removeIf(address ->
        !scope.covers(address)
            || (unplanned && ends.containsKey(address) && inOrder(ends, address)));
    if (!unplanned) {
      scope.only(rule.tenant()).ifPresent(missing::add);
    }
    missing.removeAll(here);
    return Optional.of(
        missing.stream().map(address -> new Sighting(Subject.of(address), GONE)).toList());
  }

  private static boolean inOrder(Map<StreamAddress, EndedStreams.End> ends, StreamAddress address) {
    return Optional.ofNullable(ends.get(address)).map(EndedStreams.End::inOrder).orElse(false);
  }

  private static List<Sighting> bitrates(AlarmRule rule, List<LiveEntry> live) {
    return live.stream()
        .filter(entry -> entry.stream().state() == State.LIVE)
        .filter(entry -> rule.settings().scope().covers(entry.stream().address()))
        .map(entry ->
            new Sighting(
                Subject.of(entry.stream().address()), (double) entry.stream().bitsPerSecond()))
        .toList();
  }

  private static List<Sighting> viewers(AlarmRule rule, List<LiveEntry> live) {
    AlarmScope scope = rule.settings().scope();
    List<LiveEntry> covered =
        live.stream().filter(entry -> scope.covers(entry.stream().address())).toList();
    if (scope.isWhole()) {
      long all = covered.stream().mapToLong(LiveEntry::totalViewers).sum();
      return List.of(new Sighting(new Subject(scope.domain(), scope.app(), ""), (double) all));
    }
    return covered.stream()
        .map(entry -> new Sighting(Subject.of(entry.stream().address()), entry.totalViewers()))
        .toList();
  }

  private Optional<List<Sighting>> bandwidth(AlarmRule rule) {
    try {
      long bits =
          usage
              .use(rule.tenant())
              .timeout(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
              .await()
              .egressBits();
      return Optional.of(List.of(new Sighting(Subject.ofTenant(), (double) bits)));
    } catch (Exception away) {
      LOG.debug("event=alarm.bandwidth-unknown", away);
      return Optional.empty();
    }
  }
}
