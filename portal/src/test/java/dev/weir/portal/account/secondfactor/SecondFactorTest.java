package dev.weir.portal.account.secondfactor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.portal.Browser;
import dev.weir.portal.PortalHouse;
import dev.weir.portal.account.FreshProof;
import java.math.BigInteger;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Signs in with codes over HTTP; the authenticator app is {@link Totp} itself. */
@Timeout(60)
class SecondFactorTest {

  private static final String PASSWORD = "four quiet rivers";
  private static final Pattern SETUP = Pattern.compile("name=\"setup\" value=\"([^\"]+)\"");
  private static final Pattern SECRET = Pattern.compile("id=\"secret\"[^>]*value=\"([^\"]+)\"");
  private static final Pattern RECOVERY = Pattern.compile("[a-z0-9]{4}(-[a-z0-9]{4}){3}");
  private static final String BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

  private static PortalHouse house;
  private static int people;

  private String email = "";
  private byte[] secret = {};
  private List<String> recoveryCodes = List.of();

  @BeforeAll
  static void open() {
    house = PortalHouse.open();
  }

  @AfterAll
  static void close() {
    house.close();
  }

  @BeforeEach
  void aPersonWithTwoSteps() {
    house.time().advance(Duration.ofHours(1));
    people++;
    email = "person" + people + "@example.org";
    house.tenant(email, PASSWORD, "domain" + people + ".example.org");
    Browser browser = house.browser();
    browser.signIn(email, PASSWORD);
    String page = browser.get("/account/second-factor").body();
    secret = base32(found(SECRET, page).replace(" ", ""));
    HttpResponse<String> codes =
        browser.post(
            "/account/second-factor",
            Map.of("setup", found(SETUP, page), "code", code(), "password", PASSWORD));
    assertThat(codes.statusCode()).isEqualTo(200);
    recoveryCodes = RECOVERY.matcher(codes.body()).results().map(m -> m.group()).toList();
    house.time().advance(Duration.ofMinutes(1));
  }

  @Test
  void aSignInTakesPasswordAndCode() {
    Browser browser = afterPassword();
    assertThat(browser.get("/account").statusCode()).as("not in yet").isEqualTo(303);

    browser.get("/sign-in/code?next=/domains");
    HttpResponse<String> in = browser.post("/sign-in/code", fields(code(), "/domains"));

    assertThat(in.headers().firstValue("Location")).contains("/domains");
    assertThat(browser.get("/account").body()).contains("10 recovery codes are left.");
  }

  @Test
  void aCodeIsGoodOnce() {
    String code = code();
    assertThat(enter(afterPassword(), code).statusCode()).isEqualTo(303);
    assertThat(enter(afterPassword(), code).statusCode()).isEqualTo(401);
    house.time().advance(Duration.ofSeconds(30));
    assertThat(enter(afterPassword(), code()).statusCode()).isEqualTo(303);
  }

  @Test
  void fiveWrongCodesEndTheSignIn() {
    Browser browser = afterPassword();
    for (int i = 0; i < SecondFactors.TRIES; i++) {
      assertThat(enter(browser, "00000x").statusCode()).isEqualTo(401);
    }
    HttpResponse<String> over = enter(browser, code());
    assertThat(over.body()).contains("Start again");
    assertThat(browser.get("/account").statusCode()).isEqualTo(303);
    assertThat(enter(afterPassword(), code()).statusCode()).as("a new one waits").isEqualTo(429);
    house.time().advance(SecondFactors.TRY_FORGETS);
    assertThat(enter(afterPassword(), code()).statusCode()).isEqualTo(303);
  }

  @Test
  void theSecondStepDoesNotWaitForEver() {
    Browser browser = afterPassword();
    browser.get("/sign-in/code");
    house.time().advance(Challenges.VALIDITY);
    assertThat(browser.post("/sign-in/code", fields(code(), "/")).body()).contains("took too long");
    assertThat(browser.get("/account").statusCode()).isEqualTo(303);
  }

  @Test
  void aRecoveryCodeStandsInForTheAppOnce() {
    assertThat(recoveryCodes).hasSize(RecoveryCodes.COUNT).doesNotHaveDuplicates();
    String typed = recoveryCodes.getFirst().toUpperCase(Locale.ROOT).replace('-', ' ');
    Browser browser = afterPassword();
    assertThat(enter(browser, typed).statusCode()).isEqualTo(303);
    assertThat(browser.get("/account").body()).contains("9 recovery codes are left.");
    assertThat(enter(afterPassword(), typed).statusCode()).isEqualTo(401);
    assertThat(house.dump("audit_entry")).contains("RECOVERY_CODE_USED");
  }

  @Test
  void nothingThatOpensAnAccountRestsInClearText() {
    assertThat(house.dump("second_factor")).doesNotContain(Totp.base32(secret));
    assertThat(house.dump("recovery_code")).doesNotContain(recoveryCodes.getFirst());
  }

  @Test
  void turningItOffWantsPasswordAndCode() {
    Browser browser = afterPassword();
    enter(browser, code());
    house.time().advance(Duration.ofSeconds(30));
    String off = "/account/second-factor/off";
    browser.get("/account/second-factor");
    assertThat(browser.post(off, proof("wrong", code())).body()).contains("not your password");
    assertThat(browser.post(off, proof(PASSWORD, "123")).body()).contains("code is wrong");

    assertThat(browser.post(off, proof(PASSWORD, code())).statusCode()).isEqualTo(303);

    assertThat(house.browser().signIn(email, PASSWORD).headers().firstValue("Location"))
        .contains("/streams");
    assertThat(house.dump("audit_entry")).contains("TOTP_ENABLED").contains("TOTP_DISABLED");
    assertThat(house.dump("mail")).contains("Two-step sign-in was turned off");
  }

  @Test
  void aProofTakesPasswordAndCode() {
    Browser browser = afterPassword();
    enter(browser, code());
    house.time().advance(FreshProof.VALIDITY);
    assertThat(browser.get("/account/confirm?next=/api-keys/new").body()).contains("Six digits");
    Map<String, String> wrong =
        Map.of("password", PASSWORD, "code", "00000x", "next", "/api-keys/new");
    assertThat(browser.post("/account/confirm", wrong).body()).contains("code is wrong");
    assertThat(browser.get("/api-keys/new").statusCode()).isEqualTo(303);

    Map<String, String> right =
        Map.of("password", PASSWORD, "code", code(), "next", "/api-keys/new");
    assertThat(browser.post("/account/confirm", right).statusCode()).isEqualTo(303);

    assertThat(browser.get("/api-keys/new").statusCode()).isEqualTo(200);
  }

  @Test
  void newRecoveryCodesReplaceTheOld() {
    Browser browser = afterPassword();
    enter(browser, code());
    house.time().advance(Duration.ofSeconds(30));
    browser.get("/account/second-factor");
    String page = browser.post("/account/second-factor/codes", proof(PASSWORD, code())).body();
    String renewed = found(Pattern.compile("(" + RECOVERY + ")"), page);
    assertThat(enter(afterPassword(), recoveryCodes.getFirst()).statusCode()).isEqualTo(401);
    assertThat(enter(afterPassword(), renewed).statusCode()).isEqualTo(303);
  }

  /** The sealed secret of another's form opens nothing. */
  @Test
  void aFormOfAnotherPersonIsRefused() {
    house.tenant("x" + email, PASSWORD, "x" + people + ".example.org");
    Browser other = house.browser();
    other.signIn("x" + email, PASSWORD);
    String setup = found(SETUP, other.get("/account/second-factor").body());
    house.tenant("y" + email, PASSWORD, "y" + people + ".example.org");
    Browser browser = house.browser();
    browser.signIn("y" + email, PASSWORD);
    browser.get("/account");
    HttpResponse<String> answer =
        browser.post(
            "/account/second-factor",
            Map.of("setup", setup, "code", "123456", "password", PASSWORD));
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(house.browser().signIn("y" + email, PASSWORD).headers().firstValue("Location"))
        .contains("/streams");
  }

  private Browser afterPassword() {
    Browser browser = house.browser();
    HttpResponse<String> first = browser.signIn(email, PASSWORD);
    assertThat(first.headers().firstValue("Location").orElse("")).startsWith("/sign-in/code?next=");
    return browser;
  }

  private static HttpResponse<String> enter(Browser browser, String code) {
    browser.get("/sign-in/code");
    return browser.post("/sign-in/code", fields(code, "/"));
  }

  private static Map<String, String> fields(String code, String next) {
    return Map.of("code", code, "next", next);
  }

  private static Map<String, String> proof(String password, String code) {
    return Map.of("password", password, "code", code);
  }

  private String code() {
    return Totp.code(secret, Totp.step(house.time().now()));
  }

  private static String found(Pattern pattern, String text) {
    Matcher matcher = pattern.matcher(text);
    assertThat(matcher.find()).as(pattern.pattern()).isTrue();
    return matcher.group(1);
  }

  private static byte[] base32(String text) {
    BigInteger bits = BigInteger.ZERO;
    for (int i = 0; i < text.length(); i++) {
      bits = bits.shiftLeft(5).or(BigInteger.valueOf(BASE32.indexOf(text.charAt(i))));
    }
    byte[] bytes = new byte[Totp.SECRET_BYTES];
    byte[] raw = bits.toByteArray();
    for (int i = 0; i < Math.min(raw.length, bytes.length); i++) {
      bytes[bytes.length - 1 - i] = raw[raw.length - 1 - i];
    }
    return bytes;
  }
}
