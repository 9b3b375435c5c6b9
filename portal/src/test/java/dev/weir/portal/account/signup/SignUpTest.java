package dev.weir.portal.account.signup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.portal.Browser;
import dev.weir.portal.PortalHouse;
import dev.weir.portal.account.LinkThrottle;
import dev.weir.testkit.smtp.SinkMail;
import dev.weir.testkit.smtp.SmtpSink;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Signs up over HTTP, with mails that come over SMTP. */
@Timeout(60)
class SignUpTest {

  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final String PASSWORD = "four quiet rivers";

  private static SmtpSink sink;
  private static PortalHouse house;

  @BeforeAll
  static void open() {
    sink = SmtpSink.open();
    house = PortalHouse.openMailing(sink.port());
  }

  @AfterAll
  static void close() {
    house.close();
    sink.close();
  }

  @BeforeEach
  void letTimePass() {
    house.time().advance(Duration.ofHours(1));
  }

  @Test
  void anAddressIsProvenBeforeThereIsAnAccount() {
    Browser browser = house.browser();
    HttpResponse<String> asked = signUp(browser, "ada@example.org");
    assertThat(location(asked)).isEqualTo("/sign-up/sent");
    assertThat(browser.get("/sign-up/sent").statusCode()).isEqualTo(200);
    SinkMail mail = sink.next(PATIENCE);
    assertThat(mail.to()).isEqualTo("ada@example.org");
    assertThat(mail.from()).isEqualTo("weir@example.org");
    assertThat(mail.header("Subject")).isEqualTo("Confirm your e-mail address");
    assertThat(house.browser().signIn("ada@example.org", PASSWORD).statusCode()).isEqualTo(401);

    browser.get(mail.link());
    HttpResponse<String> in = browser.post(mail.link(), Map.of("password", PASSWORD));

    assertThat(location(in)).isEqualTo("/");
    assertThat(browser.get("/account").body()).contains("ada@example.org", "Ada’s rivers", "Owner");
    assertThat(house.browser().signIn("ada@example.org", PASSWORD).statusCode()).isEqualTo(303);
    assertThat(browser.get("/audit").body()).contains("E-mail address verified");
  }

  @Test
  void aLinkIsGoodOnceAndForADay() {
    signUp(house.browser(), "once@example.org");
    String link = sink.next(PATIENCE).link();
    Browser browser = house.browser();
    browser.get(link);
    assertThat(browser.post(link, Map.of("password", PASSWORD)).statusCode()).isEqualTo(303);
    assertThat(house.browser().get(link).statusCode()).isEqualTo(404);

    signUp(house.browser(), "late@example.org");
    String late = sink.next(PATIENCE).link();
    assertThat(house.browser().get(late).statusCode()).isEqualTo(200);
    house.time().advance(SignUp.VALIDITY);
    assertThat(house.browser().get(late).statusCode()).isEqualTo(404);
  }

  /** Whoever types another's address chooses a password that the other does not know. */
  @Test
  void theLinkAloneMakesNoAccount() {
    signUp(house.browser(), "victim@example.org");
    String link = sink.next(PATIENCE).link();
    Browser browser = house.browser();
    for (int i = 0; i < SignUp.MAX_TRIES; i++) {
      browser.get(link);
      assertThat(browser.post(link, Map.of("password", "a guess " + i)).statusCode())
          .isEqualTo(401);
    }
    assertThat(browser.post(link, Map.of("password", PASSWORD)).statusCode()).isEqualTo(404);
  }

  @Test
  void aKnownAddressGetsTheSameAnswerAndAnotherMail() {
    house.tenant("known@example.org", PASSWORD, "known.example.org");

    HttpResponse<String> answer = signUp(house.browser(), " KNOWN@example.org");

    assertThat(answer.statusCode()).isEqualTo(303);
    assertThat(location(answer)).isEqualTo("/sign-up/sent");
    SinkMail mail = sink.next(PATIENCE);
    assertThat(mail.header("Subject")).isEqualTo("You have an account already");
    assertThat(mail.text()).contains("/sign-in").contains("/reset").doesNotContain("/sign-up/");
  }

  @Test
  void whatIsWrongIsSaidBesideItsFieldAndTheRestIsKept() {
    Browser browser = house.browser();
    browser.get("/sign-up");
    Map<String, String> fields = new HashMap<>(wish("someone@example.org"));
    fields.put("password", "password1234");
    fields.put("email", "no address");

    HttpResponse<String> answer = browser.post("/sign-up", fields);

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body())
        .contains("tried first", "does not look like", "value=\"no address\"")
        .doesNotContain("password1234");
  }

  @Test
  void nobodyIsFloodedWithMails() {
    for (int i = 0; i < LinkThrottle.PER_RECIPIENT; i++) {
      assertThat(signUp(house.browser(), "flooded@example.org").statusCode()).isEqualTo(303);
      sink.next(PATIENCE);
    }
    assertThat(signUp(house.browser(), "flooded@example.org").statusCode()).isEqualTo(429);
    assertThat(sink.waiting()).isZero();
  }

  private static HttpResponse<String> signUp(Browser browser, String email) {
    browser.get("/sign-up");
    return browser.post("/sign-up", wish(email));
  }

  private static Map<String, String> wish(String email) {
    return Map.of(
        "name", "Ada Byron", "email", email, "password", PASSWORD, "tenant", "Ada’s rivers");
  }

  private static String location(HttpResponse<String> response) {
    return response.headers().firstValue("Location").orElse("");
  }
}
