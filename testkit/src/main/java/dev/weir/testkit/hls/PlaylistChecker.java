package dev.weir.testkit.hls;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Judges a live media playlist by what its clients got to see. A pure function: the same trace has
 * the same violations.
 */
public final class PlaylistChecker {

  private PlaylistChecker() {}

  /**
   * The rules that are broken within and between the versions of one playlist.
   *
   * @param trace answers in the order in which they were received; whole playlists and delta
   *     updates may alternate, the first one is whole
   */
  public static List<Violation> check(List<Observation> trace) {
    Findings findings = new Findings();
    VersionRules within = new VersionRules(findings);
    SuccessionRules between = new SuccessionRules(findings);
    ListedMedia before = null;
    long changedAtMs = 0;
    String lastText = "";
    for (int i = 0; i < trace.size(); i++) {
      Observation observation = trace.get(i);
      findings.lookAt(i);
      ListedMedia media = ListedMedia.parse(observation.text());
      within.check(media);
      if (before == null) {
        between.begin(media);
        changedAtMs = observation.atMs();
      } else {
        between.check(before, media);
        long silentMs = observation.atMs() - changedAtMs;
        findings.expect(
            HlsRule.UPDATED_IN_TIME,
            before.ended() || silentMs <= 1500 * media.targetDurationS(),
            "no new version for %d ms",
            silentMs);
      }
      if (!observation.text().equals(lastText)) {
        changedAtMs = observation.atMs();
        lastText = observation.text();
      }
      before = media;
    }
    return findings.all();
  }

  /**
   * The rules that are broken between the media playlists of one stream.
   *
   * @param renditions the text of each, by its name
   */
  public static List<Violation> checkTogether(Map<String, String> renditions) {
    Findings findings = new Findings();
    List<String> names = new ArrayList<>(renditions.keySet());
    ListedMedia first = ListedMedia.parse(Objects.requireNonNull(renditions.get(names.getFirst())));
    renditions.forEach((name, text) -> {
      ListedMedia media = ListedMedia.parse(text);
      for (String tag : List.of("EXT-X-TARGETDURATION", "EXT-X-SERVER-CONTROL")) {
        findings.expect(
            HlsRule.RENDITIONS_AGREE,
            first.value(tag).equals(media.value(tag)),
            "%s: %s of %s is %s",
            tag,
            names.getFirst(),
            name,
            media.value(tag));
      }
    });
    return findings.all();
  }
}
