package dev.weir.gateway.analytics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.contract.analytics.Client;
import dev.weir.contract.analytics.Delivery;
import dev.weir.contract.analytics.Place;
import org.junit.jupiter.api.Test;

/** How many tallies there are is not up to those who are counted. */
class TalliesTest {

  private final Tallies tallies = new Tallies();

  @Test
  void viewersOfOneKindShareATally() {
    Tally one = tallies.of(Audiences.of("cup", Delivery.HLS, "news.example.org"));
    assertThat(tallies.of(Audiences.of("cup", Delivery.HLS, "news.example.org"))).isSameAs(one);
    assertThat(tallies.of(Audiences.of("cup", Delivery.FLV, "news.example.org"))).isNotSameAs(one);
  }

  @Test
  void beyondTheirEndViewersAreNotToldApartAndThenNotCounted() {
    for (int i = 0; i < Tallies.MAX_FINE; i++) {
      tallies.of(Audiences.of("cup", Delivery.HLS, "page" + i + ".example.org"));
    }
    Tally one = tallies.of(Audiences.of("cup", Delivery.HLS, "one-more.example.org"));
    assertThat(one.subject().referer()).isEqualTo(Referers.OTHER);
    assertThat(one.subject().client()).isEqualTo(Client.UNKNOWN);
    assertThat(tallies.of(Audiences.of("cup", Delivery.HLS, "and-more.example.org"))).isSameAs(one);
    for (int i = 0; i < Tallies.MAX_TALLIES; i++) {
      tallies.of(Audiences.of("stream" + i, Delivery.HLS, ""));
    }
    assertThat(tallies.all()).hasSize(Tallies.MAX_TALLIES);
  }

  @Test
  void namesThatSomebodyMadeUpAreTheDomains() {
    Subject made = Audiences.of("made-up", Delivery.HLS, "");
    Subject cup = Audiences.of("cup", Delivery.HLS, "");
    tallies.answered(made, 404);
    tallies.answered(Audiences.of("made-up", Delivery.PAGE, ""), 200);
    assertThat(tallies.all())
        .extracting(tally -> tally.subject().place())
        .containsOnly(Place.of("play.example.org"));
    tallies.answered(cup, 200);
    tallies.answered(cup, 404);
    assertThat(tallies.of(cup).takeAnswers(Statuses.place(404))).isEqualTo(1);
  }

  @Test
  void refererIsAHostOrNothingThatAnybodyTellsApart() {
    assertThat(Referers.of("")).isEmpty();
    assertThat(Referers.of("www.example.org")).isEqualTo("www.example.org");
    assertThat(Referers.of("[::1]")).isEqualTo("[::1]");
    assertThat(Referers.of("<script>")).isEqualTo(Referers.OTHER);
    assertThat(Referers.of("a".repeat(300))).isEqualTo(Referers.OTHER);
  }

  @Test
  void aStatusThatNobodyKnowsIsOfItsClass() {
    assertThat(Statuses.at(Statuses.place(404))).isEqualTo(404);
    assertThat(Statuses.at(Statuses.place(418))).isEqualTo(499);
    assertThat(Statuses.at(Statuses.place(599))).isEqualTo(599);
    assertThat(Statuses.at(Statuses.place(1_000))).isEqualTo(599);
    assertThat(Statuses.at(Statuses.place(0))).isEqualTo(199);
  }
}
