package dev.weir.bench.experiment;

import dev.weir.bench.server.Peer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * What a user asked for. What is empty or zero is each experiment's own choice.
 *
 * @param home folder of the repository
 * @param weir folder of the repository whose Weir is measured
 * @param work folder for recordings, data and logs
 * @param full whether to take the time that a table to be believed needs
 * @param servers names of the contenders
 * @param peers servers that run already, given by their addresses
 * @param viewers numbers of viewers
 * @param windows of the servers that have a choice
 * @param runs of each combination; 0 for a choice
 * @param window of measurement
 * @param warmUp of servers that need one
 * @param settings of Weir, as {@code key=value}
 */
public record Plan(
    Path home,
    Path weir,
    Path work,
    boolean full,
    List<String> servers,
    List<Peer> peers,
    List<Integer> viewers,
    List<String> windows,
    int runs,
    Duration window,
    Duration warmUp,
    List<String> settings) {

  private static final Duration QUICK_WARM_UP = Duration.ofSeconds(12);
  private static final Duration FULL_WARM_UP = Duration.ofSeconds(20);
  private static final Duration QUICK_WINDOW = Duration.ofSeconds(5);
  private static final Duration FULL_WINDOW = Duration.ofSeconds(15);
  private static final int FULL_RUNS = 5;

  /** Fills in what depends on how much time there is. */
  public Plan {
    runs = runs > 0 ? runs : full ? FULL_RUNS : 1;
    window = window.isPositive() ? window : full ? FULL_WINDOW : QUICK_WINDOW;
    warmUp = warmUp.isPositive() ? warmUp : full ? FULL_WARM_UP : QUICK_WARM_UP;
  }

  /** The numbers of viewers asked for, or else these. */
  List<Integer> viewers(List<Integer> quick, List<Integer> complete) {
    return viewers.isEmpty() ? full ? complete : quick : viewers;
  }

  /** The windows asked for, or else these. */
  List<String> windows(List<String> quick, List<String> complete) {
    return windows.isEmpty() ? full ? complete : quick : windows;
  }

  boolean has(String server) {
    return servers.contains(server);
  }
}
