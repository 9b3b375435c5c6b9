package dev.weir.gateway.analytics;

import dev.weir.contract.analytics.AnalyticsLine;
import dev.weir.contract.analytics.Dimension;
import dev.weir.contract.analytics.Figures;
import dev.weir.contract.analytics.Place;
import dev.weir.contract.identity.TenantId;
import dev.weir.runtime.analytics.Moment;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * A minute in the making: what is taken from tallies is added to a line for each place and
 * dimension that it belongs to. A tally's lines are looked up once in a minute. One thread.
 */
final class MinuteBook {

  private static final Map<Dimension, Function<Subject, String>> VALUES =
      Map.of(
          Dimension.TOTAL, _ -> "",
          Dimension.PROTOCOL, one -> one.delivery().name(),
          Dimension.RENDITION, Subject::rendition,
          Dimension.REFERER, Subject::referer,
          Dimension.BROWSER, one -> one.client().browser(),
          Dimension.SYSTEM, one -> one.client().system(),
          Dimension.DEVICE, one -> one.client().device().name());

  private final Map<Key, Line> lines = new HashMap<>();
  private final Map<Tally, Line[]> ofTallies = new HashMap<>();
  private final Map<TenantId, long[]> moments = new HashMap<>();

  private record Key(TenantId tenant, Place place, Dimension dimension, String value) {}

  /** Figures that grow. */
  private static final class Line {

    private long now;
    private long viewerMs;
    private long peak;
    private long plays;
    private long requests;
    private long failed;
    private long bytes;

    private Figures figures() {
      return new Figures(viewerMs, peak, plays, requests, failed, bytes);
    }
  }

  /**
   * Looks at who is present.
   *
   * @param elapsedMs since the look before
   */
  void look(Iterable<Tally> tallies, long elapsedMs) {
    for (Tally tally : tallies) {
      int present = tally.present();
      if (present > 0) {
        for (Line line : linesOf(tally)) {
          line.now += present;
        }
      }
    }
    for (Line line : lines.values()) {
      if (line.now > 0) {
        line.viewerMs += line.now * elapsedMs;
        line.peak = Math.max(line.peak, line.now);
        line.now = 0;
      }
    }
  }

  /** Takes what a tally has counted. */
  void take(Tally tally) {
    long plays = tally.takePlays();
    long bytes = tally.takeBytes();
    long requests = 0;
    long failed = 0;
    for (int place = 0; place < Statuses.COUNT; place++) {
      long answers = tally.takeAnswers(place);
      if (answers > 0) {
        boolean failure = Statuses.at(place) >= Statuses.FIRST_FAILURE;
        requests += answers;
        failed += failure ? answers : 0;
        answered(tally.subject(), Statuses.at(place), answers, failure);
      }
    }
    if (plays == 0 && bytes == 0 && requests == 0) {
      return;
    }
    tally.heardOf();
    for (Line line : linesOf(tally)) {
      line.plays += plays;
      line.bytes += bytes;
      line.requests += requests;
      line.failed += failed;
    }
    long[] moment = moments.computeIfAbsent(tally.subject().tenant(), _ -> new long[3]);
    moment[0] += bytes;
    moment[1] += requests;
    moment[2] += failed;
  }

  /** What was taken since it was asked before, by tenant, and who is present now. */
  Map<TenantId, Moment> moments(Iterable<Tally> tallies) {
    Map<TenantId, Moment> told = new HashMap<>();
    moments.forEach((tenant, sums) -> told.put(tenant, new Moment(0, sums[0], sums[1], sums[2])));
    moments.clear();
    for (Tally tally : tallies) {
      int present = tally.present();
      if (present > 0) {
        told.merge(tally.subject().tenant(), new Moment(present, 0, 0, 0), Moment::and);
      }
    }
    return told;
  }

  /** The minute is over: its lines; the next one begins with nothing. */
  List<AnalyticsLine> close() {
    List<AnalyticsLine> told = new ArrayList<>(lines.size());
    lines.forEach((key, line) -> {
      Figures figures = line.figures();
      if (!figures.isNone()) {
        told.add(
            new AnalyticsLine(key.tenant(), key.place(), key.dimension(), key.value(), figures));
      }
    });
    lines.clear();
    ofTallies.clear();
    return told;
  }

  private void answered(Subject subject, int status, long answers, boolean failure) {
    for (Place place : places(subject)) {
      Line line =
          line(new Key(subject.tenant(), place, Dimension.STATUS, Integer.toString(status)));
      line.requests += answers;
      line.failed += failure ? answers : 0;
    }
  }

  private Line[] linesOf(Tally tally) {
    return ofTallies.computeIfAbsent(tally, one -> find(one.subject()));
  }

  private Line[] find(Subject subject) {
    List<Line> found = new ArrayList<>();
    for (Place place : places(subject)) {
      VALUES.forEach((dimension, value) ->
          found.add(line(new Key(subject.tenant(), place, dimension, value.apply(subject)))));
    }
    return found.toArray(Line[]::new);
  }

  private Line line(Key key) {
    return lines.computeIfAbsent(key, _ -> new Line());
  }

  private static Set<Place> places(Subject subject) {
    Set<Place> places = new LinkedHashSet<>();
    places.add(Place.ALL);
    places.add(subject.place().whole());
    places.add(subject.place());
    return places;
  }
}
