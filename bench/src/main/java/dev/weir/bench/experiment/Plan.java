package dev.weir.bench.experiment;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * What a user asked for.
 *
 * @param home folder of the repository
 * @param weir folder of the repository whose Weir is measured
 * @param work folder for recordings, data and logs
 * @param servers names of the contenders
 * @param viewers numbers of viewers
 * @param windows of the servers that have a choice
 * @param runs of each combination
 * @param window of measurement
 * @param warmUp instead of each server's own, if positive
 * @param settings of Weir, as {@code key=value}
 */
public record Plan(
    Path home,
    Path weir,
    Path work,
    List<String> servers,
    List<Integer> viewers,
    List<String> windows,
    int runs,
    Duration window,
    Duration warmUp,
    List<String> settings) {}
