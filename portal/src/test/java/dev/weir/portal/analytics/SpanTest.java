package dev.weir.portal.analytics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** How finely a span is told, and where it begins and ends. */
class SpanTest {

  private static final Instant NOW = Instant.parse("2026-05-20T10:07:30Z");

  private static Span last(Duration length) {
    return Span.of(NOW.minus(length), NOW, NOW);
  }

  @Test
  void theLongerTheCoarser() {
    assertThat(last(Duration.ofHours(1)))
        .isEqualTo(
            span("2026-05-20T09:05:00Z", "2026-05-20T10:10:00Z", Grain.MINUTE, Grain.FIVE_MINUTES));
    assertThat(last(Duration.ofHours(6)).step()).isEqualTo(Grain.FIVE_MINUTES);
    assertThat(last(Duration.ofDays(1)))
        .isEqualTo(
            span("2026-05-19T10:00:00Z", "2026-05-20T11:00:00Z", Grain.FIVE_MINUTES, Grain.HOUR));
    assertThat(last(Duration.ofDays(7)).step()).isEqualTo(Grain.HOUR);
    assertThat(last(Duration.ofDays(90)))
        .isEqualTo(span("2026-02-19T00:00:00Z", "2026-05-21T00:00:00Z", Grain.DAY, Grain.DAY));
  }

  @Test
  void whatIsNotKeptFinelyIsToldCoarsely() {
    Instant old = NOW.minus(Duration.ofDays(8));
    assertThat(Span.of(old, old.plusSeconds(3_600), NOW).step()).isEqualTo(Grain.FIVE_MINUTES);
    Instant older = NOW.minus(Duration.ofDays(100));
    assertThat(Span.of(older, older.plusSeconds(3_600), NOW).step()).isEqualTo(Grain.DAY);
  }

  @Test
  void aWeekBeforeIsAsLong() {
    Span span = last(Duration.ofHours(1));
    Span before = span.weekBefore(NOW);
    assertThat(before.length()).isEqualTo(span.length());
    assertThat(before.from()).isEqualTo(span.from().minus(Duration.ofDays(7)));
    assertThat(before.step()).isEqualTo(Grain.FIVE_MINUTES);
  }

  @Test
  void thereIsNoSpanThatEndsBeforeItBeginsOrNeverEnds() {
    assertThatIllegalArgumentException().isThrownBy(() -> Span.of(NOW, NOW, NOW));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Span.of(NOW.minus(Duration.ofDays(1_000)), NOW, NOW));
    assertThat(Grain.HOUR.after(Instant.parse("2026-05-20T10:00:00Z")))
        .isEqualTo(Instant.parse("2026-05-20T10:00:00Z"));
  }

  private static Span span(String from, String to, Grain step, Grain cut) {
    return new Span(Instant.parse(from), Instant.parse(to), step, cut);
  }
}
