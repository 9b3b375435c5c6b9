package dev.weir.runtime.live;

import dev.weir.contract.health.HealthReport;
import dev.weir.contract.identity.NodeId;
import dev.weir.contract.identity.StreamAddress;
import dev.weir.contract.identity.TenantId;
import dev.weir.contract.live.LadderReport;
import dev.weir.contract.live.PlayProtocol;
import dev.weir.contract.live.StreamReport;
import dev.weir.contract.live.ViewerReport;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** All nodes' last reports, and what they add up to for a tenant. Thread-safe. */
final class LivePicture {

  private static final Comparator<LiveEntry> BY_NAME =
      Comparator.comparing(entry -> {
        StreamAddress address = entry.stream().address();
        return address.path() + "/" + address.pushDomain();
      });

  private final Map<NodeId, List<StreamReport>> streams = new HashMap<>();
  private final Map<NodeId, List<LadderReport>> ladders = new HashMap<>();
  private final Map<NodeId, List<ViewerReport>> viewers = new HashMap<>();
  private final Map<NodeId, Map<StreamAddress, LiveHealth>> health = new HashMap<>();

  /** Replaces a node's streams; returns the tenants for whom that changed something. */
  synchronized Set<TenantId> streams(NodeId node, List<StreamReport> reports) {
    List<StreamReport> before = replace(streams, node, reports);
    return differing(before, reports, report -> report.address().tenant());
  }

  /** Replaces a node's ladders; returns the tenants for whom that changed something. */
  synchronized Set<TenantId> ladders(NodeId node, List<LadderReport> reports) {
    List<LadderReport> before = replace(ladders, node, reports);
    return differing(before, reports, report -> report.source().tenant());
  }

  /** Adds to what is known of how a node's streams arrive; returns the tenants of these. */
  synchronized Set<TenantId> health(NodeId node, List<HealthReport> reports) {
    Map<StreamAddress, LiveHealth> before = health.getOrDefault(node, Map.of());
    Map<StreamAddress, LiveHealth> after = new HashMap<>();
    for (HealthReport report : reports) {
      LiveHealth known = before.get(report.address());
      after.put(report.address(), known == null ? LiveHealth.first(report) : known.then(report));
    }
    if (after.isEmpty()) {
      health.remove(node);
    } else {
      health.put(node, after);
    }
    Set<TenantId> tenants = new HashSet<>();
    before.keySet().forEach(address -> tenants.add(address.tenant()));
    after.keySet().forEach(address -> tenants.add(address.tenant()));
    return tenants;
  }

  /** How everybody's streams arrive. */
  synchronized List<LiveHealth> health() {
    return health.values().stream().flatMap(streams -> streams.values().stream()).toList();
  }

  /** Replaces a node's viewers; returns the tenants for whom that changed something. */
  synchronized Set<TenantId> viewers(NodeId node, List<ViewerReport> reports) {
    List<ViewerReport> before = replace(viewers, node, reports);
    return differing(before, reports, report -> report.address().tenant());
  }

  /** The tenant's streams with everybody's viewers, ordered by app and name. */
  synchronized List<LiveEntry> of(TenantId tenant) {
    Map<StreamAddress, Map<PlayProtocol, Integer>> counts = new HashMap<>();
    for (List<ViewerReport> node : viewers.values()) {
      for (ViewerReport report : node) {
        if (report.address().tenant().equals(tenant)) {
          Map<PlayProtocol, Integer> sums =
              counts.computeIfAbsent(
                  report.address(), address -> new EnumMap<>(PlayProtocol.class));
          report.viewers().forEach((protocol, count) -> sums.merge(protocol, count, Integer::sum));
        }
      }
    }
    List<LiveEntry> entries = new ArrayList<>();
    for (Map.Entry<NodeId, List<StreamReport>> node : streams.entrySet()) {
      Map<StreamAddress, LadderReport> made = laddersOf(node.getKey());
      for (StreamReport report : node.getValue()) {
        StreamAddress address = report.address();
        if (address.tenant().equals(tenant)) {
          entries.add(
              new LiveEntry(
                  report,
                  counts.getOrDefault(address, Map.of()),
                  Optional.ofNullable(made.get(address)),
                  Optional.ofNullable(health.getOrDefault(node.getKey(), Map.of()).get(address))));
        }
      }
    }
    entries.sort(BY_NAME);
    return List.copyOf(entries);
  }

  private Map<StreamAddress, LadderReport> laddersOf(NodeId node) {
    return ladders.getOrDefault(node, List.of()).stream()
        .collect(Collectors.toMap(LadderReport::source, Function.identity(), (_, last) -> last));
  }

  private static <T> List<T> replace(Map<NodeId, List<T>> all, NodeId node, List<T> reports) {
    List<T> before = reports.isEmpty() ? all.remove(node) : all.put(node, reports);
    return before == null ? List.of() : before;
  }

  private static <T> Set<TenantId> differing(
      List<T> before, List<T> after, Function<T, TenantId> tenantOf) {
    Map<TenantId, List<T>> old = before.stream().collect(Collectors.groupingBy(tenantOf));
    Map<TenantId, List<T>> fresh = after.stream().collect(Collectors.groupingBy(tenantOf));
    Set<TenantId> differing = new HashSet<>(old.keySet());
    differing.addAll(fresh.keySet());
    differing.removeIf(tenant ->
        old.getOrDefault(tenant, List.of()).equals(fresh.getOrDefault(tenant, List.of())));
    return differing;
  }
}
