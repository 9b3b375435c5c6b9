package dev.weir.portal.account.profile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.portal.Browser;
import dev.weir.portal.PortalHouse;
import dev.weir.portal.account.FreshProof;
import dev.weir.testkit.smtp.SinkMail;
import dev.weir.testkit.smtp.SmtpSink;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** From one e-mail address to another, and back. */
@Timeout(60)
class EmailChangeTest {

  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final String PASSWORD = "four quiet rivers";
  private static final String OTHER = "nine loud waterfalls";
  private static final Pattern LINK = Pattern.compile("http://localhost:8080(/\\S+)");

  private static SmtpSink sink;
  private static PortalHouse house;
  private static int people;

  private String old = "";
  private String wanted = "";
  private Browser browser;

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
    old = "old" + people + "@example.org";
    wanted = "new" + people + "@example.org";
    house.tenant(old, PASSWORD, "domain" + people + ".example.org");
    browser = house.browser();
    browser.signIn(old, PASSWORD);
  }

  @Test
  void theNewAddressIsProvenByItsMail() {
    Browser elsewhere = house.browser();
    elsewhere.signIn(old, PASSWORD);
    assertThat(location(ask(wanted))).isEqualTo("/account/email/sent");
    SinkMail mail = sink.next(PATIENCE);
    assertThat(mail.to()).isEqualTo(wanted);
    assertThat(browser.get("/account").body()).as("not yet").contains(old).doesNotContain(wanted);

    assertThat(browser.get(link(mail)).body()).contains(wanted, "Use this address");
    assertThat(location(browser.post(link(mail), Map.of()))).isEqualTo("/account?done=email");

    assertThat(browser.get("/account?done=email").body()).contains(wanted, "address is changed");
    assertThat(elsewhere.get("/account").statusCode()).as("other sessions").isEqualTo(303);
    assertThat(house.browser().signIn(old, PASSWORD).statusCode()).isEqualTo(401);
    assertThat(house.browser().signIn(wanted, PASSWORD).statusCode()).isEqualTo(303);
    assertThat(browser.post(link(mail), Map.of()).statusCode()).as("good once").isEqualTo(404);
    assertThat(house.dump("audit_entry")).contains("EMAIL_CHANGED").contains(old).contains(wanted);
    SinkMail told = sink.next(PATIENCE);
    assertThat(told.to()).isEqualTo(old);
    assertThat(told.text()).contains(wanted, "/email/back/");
  }

  @Test
  void itTakesAProofOfTenMinutes() {
    house.time().advance(FreshProof.VALIDITY);
    assertThat(location(browser.get("/account/email")))
        .isEqualTo("/account/confirm?next=%2Faccount%2Femail");
  }

  /** Who is told, and who learns nothing. */
  @Test
  void anAddressOfSomebodyElseLooksLikeAnyOther() {
    String taken = "taken" + people + "@example.org";
    house.tenant(taken, PASSWORD, "taken" + people + ".example.org");
    HttpResponse<String> known = ask(taken);
    HttpResponse<String> free = ask(wanted);
    assertThat(known.statusCode()).isEqualTo(free.statusCode());
    assertThat(location(known)).isEqualTo(location(free));

    SinkMail mail = sink.next(PATIENCE);
    assertThat(mail.to()).isEqualTo(taken);
    assertThat(mail.text()).contains("Nothing has changed").doesNotContain("/account/email/");
    assertThat(sink.next(PATIENCE).to()).isEqualTo(wanted);
  }

  @Test
  void anAddressThatIsTakenMeanwhileStaysWithItsOwner() {
    ask(wanted);
    SinkMail mail = sink.next(PATIENCE);
    house.tenant(wanted, OTHER, "meanwhile" + people + ".example.org");
    browser.get(link(mail));

    HttpResponse<String> late = browser.post(link(mail), Map.of());

    assertThat(late.statusCode()).isEqualTo(404);
    assertThat(late.body()).contains("has an account of its own");
    assertThat(house.browser().signIn(wanted, OTHER).statusCode()).isEqualTo(303);
    assertThat(house.browser().signIn(old, PASSWORD).statusCode()).isEqualTo(303);
  }

  @Test
  void aLinkIsForOnePersonAndForAnHour() {
    ask(wanted);
    String link = link(sink.next(PATIENCE));
    assertThat(location(house.browser().get(link))).startsWith("/sign-in?next=");
    house.tenant("x" + old, PASSWORD, "x" + people + ".example.org");
    Browser other = house.browser();
    other.signIn("x" + old, PASSWORD);
    assertThat(other.get(link).statusCode()).isEqualTo(404);
    other.get("/account");
    assertThat(other.post(link, Map.of()).statusCode()).isEqualTo(404);

    house.time().advance(EmailChange.MAILED);
    browser.signIn(old, PASSWORD);
    assertThat(browser.get(link).statusCode()).isEqualTo(404);
  }

  @Test
  void theAddressBeforeBringsItselfBack() {
    String back = change();
    house.time().advance(EmailChange.UNDO.minusMinutes(1));
    Browser thief = house.browser();
    thief.signIn(wanted, PASSWORD);
    Browser owner = house.browser();
    assertThat(owner.get(back).body()).contains(old, "Bring it back");

    String choose = location(owner.post(back, Map.of()));

    assertThat(choose).startsWith("/reset/");
    assertThat(thief.get("/account").statusCode()).isEqualTo(303);
    assertThat(house.browser().signIn(wanted, PASSWORD).statusCode()).isEqualTo(401);
    assertThat(house.browser().signIn(old, PASSWORD).statusCode()).as("known").isEqualTo(401);
    owner.get(choose);
    assertThat(owner.post(choose, Map.of("password", OTHER)).statusCode()).isEqualTo(303);
    assertThat(house.browser().signIn(old, OTHER).statusCode()).isEqualTo(303);
    assertThat(house.browser().get(back).statusCode()).as("good once").isEqualTo(404);
    sink.next(PATIENCE);
  }

  @Test
  void theWayBackClosesAfterThreeDays() {
    String back = change();
    house.time().advance(EmailChange.UNDO);
    assertThat(house.browser().get(back).statusCode()).isEqualTo(404);
  }

  @Test
  void whatWasMailedToTheAddressBeforeOpensNothing() {
    Browser stranger = house.browser();
    stranger.get("/reset");
    stranger.post("/reset", Map.of("email", old));
    String reset = link(sink.next(PATIENCE));
    change();
    assertThat(house.browser().get(reset).statusCode()).isEqualTo(404);
  }

  @Test
  void linksRestNowhereInClearText() {
    ask(wanted);
    String token = link(sink.next(PATIENCE)).replace("/account/email/", "");
    assertThat(house.dump("email_change")).doesNotContain(token);
    String back = change().replace("/email/back/", "");
    assertThat(house.dump("email_undo")).doesNotContain(back);
  }

  @Test
  void whatCannotBeIsExplainedBesideItsField() {
    assertThat(ask("nobody").body()).contains("is not an e-mail address");
    assertThat(ask(old).body()).contains("is your address already");
  }

  @Test
  void aNameIsChangedInAllTenants() {
    browser.get("/account/name");
    assertThat(browser.post("/account/name", Map.of("called", " ")).statusCode()).isEqualTo(400);
    browser.post("/account/name", Map.of("called", " Ada L. "));
    assertThat(browser.get("/account?done=name").body()).contains("Ada L.", "name is changed");
    assertThat(house.dump("audit_entry")).contains("NAME_CHANGED");
  }

  /** Changes the address; gives the way back. */
  private String change() {
    ask(wanted);
    String link = link(sink.next(PATIENCE));
    browser.get(link);
    assertThat(browser.post(link, Map.of()).statusCode()).isEqualTo(303);
    return link(sink.next(PATIENCE));
  }

  private HttpResponse<String> ask(String email) {
    browser.get("/account/email");
    return browser.post("/account/email", Map.of("email", email));
  }

  private static String link(SinkMail mail) {
    Matcher found = LINK.matcher(mail.text());
    assertThat(found.find()).as(mail.text()).isTrue();
    return found.group(1);
  }

  private static String location(HttpResponse<String> response) {
    return response.headers().firstValue("Location").orElse("");
  }
}
