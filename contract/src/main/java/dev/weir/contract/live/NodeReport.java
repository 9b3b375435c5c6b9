package dev.weir.contract.live;

import dev.weir.contract.identity.BootId;
import dev.weir.contract.identity.NodeId;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One process of the platform as it sees itself, told about every few seconds.
 *
 * @param node its id
 * @param boot this start of it
 * @param host name of the machine that it runs on
 * @param version what it is built from
 * @param roles what it does, in small letters
 * @param startedAt when it started, by its own clock
 * @param traffic what it carries
 * @param machine what that takes
 */
public record NodeReport(
    NodeId node,
    BootId boot,
    String host,
    String version,
    Set<String> roles,
    Instant startedAt,
    Traffic traffic,
    Machine machine) {

  /** Copies the set. */
  public NodeReport {
    roles = Set.copyOf(roles);
  }

  /**
   * What a node carries.
   *
   * @param streams live streams that it ingests, those among them whose encoder is away
   * @param publishers encoders that send to it
   * @param viewers viewers by protocol
   * @param egressBitsPerSecond what goes out to viewers, smoothed over seconds
   */
  public record Traffic(
      int streams, int publishers, Map<PlayProtocol, Integer> viewers, long egressBitsPerSecond) {

    /** What a node carries that has nothing to do with streams. */
    public static final Traffic NONE = new Traffic(0, 0, Map.of(), 0);

    /** Copies the map. */
    public Traffic {
      viewers = Map.copyOf(viewers);
    }

    /** Viewers on all protocols. */
    public int totalViewers() {
      return viewers.values().stream().mapToInt(Integer::intValue).sum();
    }
  }

  /**
   * What a node takes of its machine.
   *
   * @param processors how many the process may use
   * @param processorShare how much of those it used since the report before, 0 to 1
   * @param residentBytes memory of the process; 0 where the system does not say
   * @param heapBytes of it, objects
   * @param maxHeapBytes most that objects may take
   * @param loopLateness how late its event loops get to their work; empty when nobody measures
   */
  public record Machine(
      int processors,
      double processorShare,
      long residentBytes,
      long heapBytes,
      long maxHeapBytes,
      Optional<Duration> loopLateness) {}
}
