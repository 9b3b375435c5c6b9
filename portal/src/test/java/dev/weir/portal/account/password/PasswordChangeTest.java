package dev.weir.portal.account.password;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.portal.Browser;
import dev.weir.portal.PortalHouse;
import dev.weir.testkit.smtp.SinkMail;
import dev.weir.testkit.smtp.SmtpSink;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class PasswordChangeTest {

  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final String OLD = "four quiet rivers";
  private static final String NEW = "nine loud waterfalls";

  private static SmtpSink sink;
  private static PortalHouse house;
  private static int people;

  private String email = "";

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
  void aPerson() {
    house.time().advance(Duration.ofHours(1));
    people++;
    email = "person" + people + "@example.org";
    house.tenant(email, OLD, "domain" + people + ".example.org");
  }

  @Test
  void aForgottenPasswordIsReplacedByALink() {
    Browser inside = house.browser();
    inside.signIn(email, OLD);
    SinkMail mail = askForLink(email);
    assertThat(mail.to()).isEqualTo(email);

    Browser browser = house.browser();
    browser.get(mail.link());
    assertThat(browser.post(mail.link(), Map.of("password", "short")).statusCode()).isEqualTo(400);
    assertThat(location(browser.post(mail.link(), Map.of("password", NEW))))
        .isEqualTo("/sign-in?done=password");

    assertThat(browser.get("/sign-in?done=password").body()).contains("new password is taken");
    assertThat(sink.next(PATIENCE).header("Subject")).isEqualTo("Your password was changed");
    assertThat(inside.get("/account").statusCode()).isEqualTo(303);
    assertThat(house.browser().signIn(email, OLD).statusCode()).isEqualTo(401);
    assertThat(house.browser().signIn(email, NEW).statusCode()).isEqualTo(303);
    assertThat(house.dump("audit_entry")).contains("PASSWORD_CHANGED");
  }

  @Test
  void aLinkIsGoodOnceAndForHalfAnHour() {
    String link = askForLink(email).link();
    Browser browser = house.browser();
    browser.get(link);
    assertThat(browser.post(link, Map.of("password", NEW)).statusCode()).isEqualTo(303);
    sink.next(PATIENCE);
    assertThat(browser.post(link, Map.of("password", NEW)).statusCode()).isEqualTo(404);

    String late = askForLink(email).link();
    house.time().advance(PasswordChange.MAILED);
    assertThat(house.browser().get(late).statusCode()).isEqualTo(404);
  }

  @Test
  void theNewestLinkAloneIsGood() {
    String first = askForLink(email).link();
    String second = askForLink(email).link();
    assertThat(house.browser().get(first).statusCode()).isEqualTo(404);
    assertThat(house.browser().get(second).statusCode()).isEqualTo(200);
  }

  @Test
  void nobodyLearnsWhetherAnAddressIsKnown() {
    HttpResponse<String> stranger = ask("nobody@example.org");
    HttpResponse<String> known = ask(email);
    assertThat(stranger.statusCode()).isEqualTo(known.statusCode()).isEqualTo(303);
    assertThat(location(stranger)).isEqualTo(location(known));
    assertThat(sink.next(PATIENCE).to()).isEqualTo(email);
    assertThat(sink.waiting()).isZero();
  }

  @Test
  void linksRestNowhereInClearText() {
    String token = askForLink(email).link().replace("/reset/", "");
    assertThat(house.dump("password_link")).doesNotContain(token);
    assertThat(house.dump("mail")).doesNotContain(token);
  }

  @Test
  void aChangeWantsTheOldPasswordAndEndsTheOtherSessions() {
    Browser other = house.browser();
    other.signIn(email, OLD);
    Browser here = house.browser();
    here.signIn(email, OLD);
    here.get("/account/password");
    HttpResponse<String> wrong =
        here.post("/account/password", Map.of("current", "a wrong guess", "password", NEW));
    assertThat(wrong.statusCode()).isEqualTo(400);
    assertThat(wrong.body()).contains("This is not your password.");

    HttpResponse<String> right =
        here.post("/account/password", Map.of("current", OLD, "password", NEW));

    assertThat(location(right)).isEqualTo("/account?done=password");
    assertThat(here.get("/account?done=password").body()).contains("Your password is changed");
    assertThat(other.get("/account").statusCode()).isEqualTo(303);
    assertThat(house.browser().signIn(email, NEW).statusCode()).isEqualTo(303);
    assertThat(sink.next(PATIENCE).to()).isEqualTo(email);
  }

  private static SinkMail askForLink(String email) {
    ask(email);
    return sink.next(PATIENCE);
  }

  private static HttpResponse<String> ask(String email) {
    Browser browser = house.browser();
    browser.get("/reset");
    return browser.post("/reset", Map.of("email", email));
  }

  private static String location(HttpResponse<String> response) {
    return response.headers().firstValue("Location").orElse("");
  }
}
