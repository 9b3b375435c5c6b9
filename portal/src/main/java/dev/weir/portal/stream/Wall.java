package dev.weir.portal.stream;

import dev.weir.contract.identity.StreamAddress;
import dev.weir.portal.label.Labels;
import dev.weir.runtime.live.LiveEntry;
import dev.weir.runtime.storage.ObjectName;
import dev.weir.runtime.storage.SnapshotName;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A tenant's live streams as pictures. Public for the template.
 *
 * @param known whether they could be had at all
 * @param cards one for each stream
 * @param live how many there are
 * @param viewers of all of them
 * @param top the first page; empty when this is it
 * @param next the page that follows; empty for the last
 */
public record Wall(
    boolean known, List<Card> cards, String live, String viewers, String top, String next) {

  /** Streams on a page; the figures above count all. */
  public static final int MAX_CARDS = 60;

  /** The wall's own page. */
  static final String PATH = "/streams/wall";

  /** A picture of an earlier publish is older than that, whatever clocks say. */
  private static final Duration CLOCKS = Duration.ofSeconds(10);

  /**
   * One stream.
   *
   * @param row its figures
   * @param picture address of its newest picture, another one for each; empty when it has none
   */
  public record Card(LiveRow row, String picture) {}

  /** Copies the list. */
  public Wall {
    cards = List.copyOf(cards);
  }

  static Wall of(
      List<LiveEntry> entries, String after, Map<ObjectName, Instant> pictures, Instant now) {
    List<LiveEntry> below =
        entries.stream().filter(entry -> LiveList.place(entry).compareTo(after) > 0).toList();
    List<LiveEntry> shown = below.subList(0, Math.min(MAX_CARDS, below.size()));
    return new Wall(
        true,
        shown.stream()
            .map(entry -> new Card(LiveRow.of(entry, Labels.none(), now), picture(entry, pictures)))
            .toList(),
        Wording.count(entries.size()),
        Wording.count(entries.stream().mapToLong(LiveEntry::totalViewers).sum()),
        after.isEmpty() ? "" : PATH,
        below.size() > shown.size() ? pathAfter(LiveList.place(shown.getLast())) : "");
  }

  /** What is shown while nobody can say what is live. */
  static Wall unknown() {
    return new Wall(false, List.of(), "–", "–", "", "");
  }

  static String pathAfter(String place) {
    return PATH + "?after=" + LiveFilter.encode(place);
  }

  /** The address of a live stream's newest picture; empty when it has none. */
  static String picture(LiveEntry entry, Map<ObjectName, Instant> pictures) {
    StreamAddress stream = entry.stream().address();
    Instant since = entry.stream().publishedAt().minus(CLOCKS);
    return Optional.ofNullable(pictures.get(SnapshotName.latest(stream)))
        .filter(storedAt -> storedAt.isAfter(since))
        .map(storedAt -> StreamPages.path(stream) + "/picture?at=" + storedAt.toEpochMilli())
        .orElse("");
  }
}
