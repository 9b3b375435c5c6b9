package dev.weir.portal.stream;

import dev.weir.contract.event.HealthEpisode;
import dev.weir.portal.health.HealthWords;
import java.time.Duration;
import java.time.Instant;

/**
 * Something that was wrong with a stream, as a page shows it. Public for the template.
 *
 * @param words what was measured at the worst, cause and remedy
 * @param lasted how long
 * @param open whether it goes on
 */
public record EpisodeRow(HealthWords words, String lasted, boolean open) {

  static EpisodeRow of(HealthEpisode episode, Instant now) {
    Instant end = episode.endedAt().orElse(now);
    return new EpisodeRow(
        HealthWords.of(episode.finding()),
        Wording.duration(Duration.between(episode.finding().since(), end)),
        episode.endedAt().isEmpty());
  }
}
