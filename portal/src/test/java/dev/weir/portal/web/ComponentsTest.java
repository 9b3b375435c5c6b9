package dev.weir.portal.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Every fragment that pages are put together from, rendered once. */
class ComponentsTest {

  private static final FormShape INVITE =
      FormShape.of(
              "invite",
              Field.email("email").mandatory().autocomplete("email"),
              Field.number("limit"),
              Field.secret("code", 12).autocomplete("one-time-code"),
              Field.area("note", 500),
              Field.choice("role", "owner", "viewer").mandatory(),
              Field.choice("app"),
              Field.several("events", "begun", "ended"),
              Field.choice("mode", "off", "on"),
              Field.flag("active"))
          .versioned();
  private static final FormShape DELETE =
      FormShape.of("delete", Field.text("name", 253).mandatory());

  @Test
  void aFormThatNobodyFilledInYetIsPlain() {
    String html = render(invite());
    assertThat(html)
        .contains("<label for=\"invite-email\">E-mail address")
        .contains("id=\"invite-email-hint\">The person need not have an account yet.")
        .contains("aria-describedby=\"invite-email-hint\"")
        .contains("autocomplete=\"one-time-code\"")
        .contains("selected=\"selected\">Viewer</option>")
        .contains("<option value=\"localhost/live\">live</option>")
        .contains("<small>When an encoder begins.</small>")
        .contains("name=\"version\" value=\"7\"")
        .contains("applies at the next publish")
        .contains("Touches 2 live streams")
        .containsOnlyOnce("No live stream is touched.")
        .contains("Which live streams it touches is not known right now.")
        .contains("12 of 100")
        .doesNotContain("aria-invalid")
        .doesNotContain("data-errors")
        .doesNotContain("??");
  }

  @Test
  void whatIsWrongStandsBesideItsFieldAndOnTop() {
    Form form = invite().with("email", "ann@example.org").with("code", "123456");
    form.error("email", "email.taken", "ann@example.org").error("events", "field.choice");
    String html = render(form);
    assertThat(html)
        .contains("value=\"ann@example.org\"")
        .contains("aria-describedby=\"invite-email-hint invite-email-error\"")
        .contains("aria-invalid=\"true\"")
        .contains("2 fields need another look")
        .contains("href=\"#invite-email\"")
        .contains("href=\"#invite-events-group\"")
        .contains("<p>ann@example.org is a member already.</p>")
        .doesNotContain("123456")
        .doesNotContain("??");
  }

  @Test
  void whoeverWasFasterIsShownBesideWhatWasTyped() {
    Map<String, String> theirs = new LinkedHashMap<>();
    theirs.put("limit", "20");
    theirs.put("note", "");
    Form form = invite().with("limit", "10").conflicting(8, "Ben", theirs);
    String html = render(form);
    assertThat(html)
        .contains("Ben changed this meanwhile")
        .contains("<td>20</td>")
        .contains("<td>10</td>")
        .contains("name=\"version\" value=\"8\"")
        .contains("value=\"10\"")
        .doesNotContain("??");
    assertThat(form.conflicts().getFirst().differences()).hasSize(1);
  }

  private static Form invite() {
    return Form.blank(INVITE).with("role", "viewer").with("active", true).version(7);
  }

  private static String render(Form form) {
    Map<String, Object> model = new LinkedHashMap<>();
    model.put("frame", frame());
    model.put("assets", Assets.load());
    model.put("platform", new PlatformWords("Weir", "", ""));
    model.put("form", form);
    model.put("really", Form.blank(DELETE));
    model.put("apps", List.of(new Choice("localhost/live", "live")));
    model.put("tabs", List.of(new Tab("/a", "tab.push", true), new Tab("/b", "tab.play", false)));
    model.put(
        "live",
        new Touched(
            true, List.of(new Choice("/streams/a", "live/a"), new Choice("/s/b", "live/b"))));
    model.put("none", new Touched(true, List.of()));
    model.put("unknown", new Touched(false, List.of()));
    model.put("easy", Quota.of(12, 100));
    model.put("near", Quota.of(90, 100));
    model.put("full", Quota.of(100, 100));
    return new PageRenderer().render("web/components", model);
  }

  private static PageFrame frame() {
    return new PageFrame(
        "",
        "en",
        "streams",
        "auto",
        "nonce",
        "token",
        "id",
        0,
        true,
        "invited",
        true,
        "Ann",
        "ann@example.org",
        "Ann’s TV",
        List.of(new TenantChoice("1", "Ann’s TV", true), new TenantChoice("2", "Radio", false)),
        Navigation.of(permission -> true, true),
        2,
        true);
  }

  /** For the eye, too: the page stays with the test's output. */
  @Test
  void theFrameAroundThemTellsWhatWasDone() throws IOException {
    Form form =
        invite().with("email", "ann@example.org").conflicting(8, "Ben", Map.of("limit", "20"));
    String html = render(form.error("email", "email.taken", "ann@example.org"));
    assertThat(html)
        .contains(
            "<p class=\"flash\" role=\"status\"><span>The invitation is on its way.</span></p>")
        .contains("<title>Components · Weir</title>")
        .contains("value=\"2\">Radio</button>")
        .contains("aria-current=\"page\"");
    Files.writeString(Path.of("target", "components.html"), html);
  }
}
