package dev.weir.portal.template;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.contract.identity.AppName;
import dev.weir.contract.identity.DomainName;
import dev.weir.contract.identity.StreamName;
import dev.weir.contract.identity.TenantId;
import dev.weir.contract.ladder.LadderRule;
import dev.weir.contract.ladder.Ladders;
import dev.weir.contract.ladder.Template;
import dev.weir.contract.policy.DomainPolicy;
import dev.weir.portal.Browser;
import dev.weir.portal.LiveTelling;
import dev.weir.portal.PortalHouse;
import dev.weir.portal.audit.AuditLog;
import dev.weir.portal.identity.Actor;
import dev.weir.portal.identity.Role;
import dev.weir.portal.quota.QuotaKind;
import dev.weir.portal.quota.Quotas;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Templates and ladder rules over HTTP, down to the policy that nodes are told. */
@Timeout(120)
class TemplatePagesTest {

  private static final Pattern RULE = Pattern.compile("/ladders/([0-9a-f-]{36})\"");
  private static final String NEW = "/templates/new-one";

  private static final Map<String, TenantId> TENANTS = new HashMap<>();

  private static PortalHouse house;

  @BeforeAll
  static void open() {
    house = PortalHouse.open();
  }

  @AfterAll
  static void close() {
    house.close();
  }

  @Test
  void aTemplateIsMadeNamedByARuleChangedAndReachesThePolicy() {
    Browser owner = owner("a");
    assertThat(owner.get("/templates").body())
        .contains("lld", "lud", "1,080 lines", "4,000 kbit/s", "None yet.", "0 of 20");
    assertThat(owner.get(NEW + "?like=lsd").body()).contains("value=\"480\"", "value=\"1000\"");
    assertThat(owner.post(NEW, template("mine", "540")).statusCode()).isEqualTo(303);
    String list = owner.get("/templates").body();
    assertThat(list).contains("540 lines", "up to 30 frames per second", "1 of 20", "AAC, 96 kbit");

    String ladders = "/domains/a.example.org/ladders";
    assertThat(owner.get(ladders).body()).contains("There are no rules yet", "applies now");
    assertThat(owner.get(ladders + "/new").body()).contains("mine: H.264, 540 lines");
    assertThat(owner.post(ladders + "/new", rule("cam-*", "1", "mine", "lld")).statusCode())
        .isEqualTo(303);
    Ladders given = ladders("a");
    assertThat(given.rules()).hasSize(1);
    assertThat(names(given, "cam-1")).containsExactly("mine", "lld");
    assertThat(names(given, "other")).isEmpty();
    assertThat(given.rules().getFirst().start()).isEqualTo(LadderRule.Start.AT_FIRST_VIEWER);
    assertThat(owner.get("/templates").body()).contains("a.example.org");

    long before = policy("a").version();
    Map<String, String> smaller = new HashMap<>(template("mine", "360"));
    smaller.remove("name");
    smaller.put("version", "1");
    assertThat(owner.post("/templates/mine", smaller).statusCode()).isEqualTo(303);
    assertThat(policy("a").version()).isGreaterThan(before);
    assertThat(ladders("a").templates().getFirst().video().orElseThrow().shortSide())
        .isEqualTo(360);
    assertThat(house.dump("audit_entry"))
        .contains("TEMPLATE_CREATED", "TEMPLATE_CHANGED", "DOMAIN_LADDERS_CHANGED", "live/cam-*");
  }

  @Test
  void aTemplateInUseIsKeptAndThePageSaysWhereItIsUsed() {
    Browser owner = owner("b");
    owner.get(NEW);
    owner.post(NEW, template("mine", "540"));
    String ladders = "/domains/b.example.org/ladders";
    owner.post(ladders + "/new", rule("*", "1", "mine"));
    HttpResponse<String> refused = owner.post("/templates/mine/delete", Map.of());
    assertThat(refused.statusCode()).isEqualTo(409);
    assertThat(refused.body()).contains("It is not deleted", "b.example.org");

    String rule = find(owner.get(ladders).body());
    Map<String, String> seen = Map.of("version", "2");
    assertThat(owner.post(ladders + "/" + rule + "/remove", seen).statusCode()).isEqualTo(303);
    assertThat(owner.post("/templates/mine/delete", Map.of()).statusCode()).isEqualTo(303);
    assertThat(owner.get("/templates/mine").statusCode()).isEqualTo(404);
    assertThat(owner.post("/templates/lld/delete", Map.of()).statusCode()).isEqualTo(409);
    assertThat(ladders("b")).isEqualTo(Ladders.none());
  }

  @Test
  void whatIsWrongStandsBesideItsFieldAndIsKept() {
    Browser owner = owner("c");
    owner.get(NEW);
    Map<String, String> wrong = new HashMap<>(template("no good", "721"));
    wrong.put("rate", "70000");
    wrong.put("keys", "11");
    HttpResponse<String> refused = owner.post(NEW, wrong);
    assertThat(refused.statusCode()).isEqualTo(422);
    assertThat(refused.body())
        .contains("letters and digits, nothing else", "An even number of lines.")
        .contains("From 50 to 60,000.", "Seconds from 0.5 to 10", "value=\"no good\"");
    assertThat(owner.post(NEW, template("lhd", "720")).body()).contains("of this name already");
    Map<String, String> nothing = new HashMap<>(template("x", "720"));
    nothing.put("picture", "none");
    nothing.put("sound", "none");
    assertThat(owner.post(NEW, nothing).body()).contains("a picture, sound or both");
    Map<String, String> sound = new HashMap<>(nothing);
    sound.put("sound", "source");
    assertThat(owner.post(NEW, sound).statusCode()).isEqualTo(303);
    assertThat(owner.get("/templates").body()).contains("As it comes");

    String rules = "/domains/c.example.org/ladders/new";
    assertThat(owner.post(rules, rule("cam 1", "1", "gone", "lld", "lld")).body())
        .contains("Letters, digits, hyphens", "This template is chosen already.");
    assertThat(owner.post(rules, rule("*", "1", "gone")).body())
        .contains("There is no template gone any more.");
  }

  @Test
  void asManyTemplatesAsTheQuotaSaysAndNoMore() {
    Browser owner = owner("d");
    new Quotas(house.database(), new AuditLog(house.time()), house.time())
        .set(Actor.commandLine(tenant("d")), QuotaKind.TEMPLATES, OptionalLong.of(1));
    owner.get(NEW);
    assertThat(owner.post(NEW, template("one", "540")).statusCode()).isEqualTo(303);
    assertThat(owner.post(NEW, template("two", "540")).body()).contains("The quota of templates");
    assertThat(owner.get("/templates").body()).contains("1 of 1", "The limit is reached");
    assertThat(owner.get("/settings/quotas").body()).contains("1 of 1");
  }

  @Test
  void ofTwoWhoEditATemplateTheSecondSeesWhatTheFirstSet() {
    Browser first = owner("e");
    Browser second = house.signedIn(tenant("e"), Role.ADMINISTRATOR);
    first.get(NEW);
    first.post(NEW, template("mine", "540"));
    second.get("/templates/mine");
    Map<String, String> edit = new HashMap<>(template("mine", "480"));
    edit.remove("name");
    edit.put("version", "1");
    assertThat(first.post("/templates/mine", edit).statusCode()).isEqualTo(303);
    edit.put("lines", "360");
    HttpResponse<String> refused = second.post("/templates/mine", edit);
    assertThat(refused.statusCode()).isEqualTo(409);
    assertThat(refused.body())
        .contains("changed this meanwhile", "<td>480</td>", "<td>360</td>")
        .contains("name=\"version\" value=\"2\"");
  }

  @Test
  void rulesAreOrderedAndOfTwoWhoEditNobodyLosesAnything() {
    Browser first = owner("f");
    Browser second = house.signedIn(tenant("f"), Role.ADMINISTRATOR);
    String ladders = "/domains/f.example.org/ladders";
    first.get(ladders);
    second.get(ladders);
    first.post(ladders + "/new", rule("*", "1", "lld"));
    assertThat(first.post(ladders + "/new", rule("cam-*", "2", "lhd")).statusCode()).isEqualTo(303);
    assertThat(names(ladders("f"), "cam-1")).containsExactly("lhd");

    // The second one has not seen the second rule.
    HttpResponse<String> blind = second.post(ladders + "/new", rule("cam-*", "2", "lud"));
    assertThat(blind.statusCode()).isEqualTo(409);
    assertThat(blind.body()).contains("changed the rules of this domain meanwhile", "value=\"3\"");

    String top = find(second.get(ladders).body());
    Map<String, String> edit = new HashMap<>(rule("cam-*", "3", "lud"));
    edit.put("place", "2");
    assertThat(second.post(ladders + "/" + top, edit).statusCode()).isEqualTo(303);
    assertThat(names(ladders("f"), "cam-1")).containsExactly("lld");
    assertThat(first.post(ladders + "/" + top, edit).body())
        .contains("changed this meanwhile", "nothing left to save");
    assertThat(first.post(ladders + "/" + top + "/up", Map.of("version", "3")).statusCode())
        .isEqualTo(409);
    first.post(ladders + "/" + top + "/up", Map.of("version", "4"));
    assertThat(names(ladders("f"), "cam-1")).containsExactly("lud");

    // A rule that is gone is added anew by who has changed it meanwhile.
    second.post(ladders + "/" + top + "/remove", Map.of("version", "5"));
    HttpResponse<String> gone = first.post(ladders + "/" + top, edit);
    assertThat(gone.statusCode()).isEqualTo(409);
    assertThat(gone.body()).contains("The rule that you changed is gone", "ladders/new\"");
    assertThat(ladders("f").rules()).hasSize(1);
  }

  @Test
  void aChangeSaysWhichLiveStreamsItTouches() {
    Browser owner = owner("g");
    new LiveTelling(house.live())
        .live(
            LiveTelling.stream(tenant("g"), "g.example.org", "cam-1", "OBS"),
            LiveTelling.stream(tenant("g"), "g.example.org", "other", "OBS"));
    owner.get(NEW);
    owner.post(NEW, template("mine", "540"));
    owner.post("/domains/g.example.org/ladders/new", rule("cam-*", "1", "mine"));
    assertThat(owner.get("/domains/g.example.org/ladders").body())
        .contains("Touches 2 live streams");
    assertThat(owner.get("/templates/mine").body())
        .contains("Touches one live stream", "live/cam-1")
        .doesNotContain("live/other");
  }

  @Test
  void whoReadsDomainsReadsTemplatesAndIsOfferedNoChange() {
    Browser owner = owner("h");
    owner.get(NEW);
    owner.post(NEW, template("mine", "540"));
    owner.post("/domains/h.example.org/ladders/new", rule("*", "1", "mine"));
    Browser viewer = house.signedIn(tenant("h"), Role.VIEWER);
    assertThat(viewer.get("/templates").body()).contains("mine").doesNotContain("New template");
    assertThat(viewer.get("/templates/mine").body())
        .contains("Your role reads templates")
        .doesNotContain("Delete the template");
    assertThat(viewer.get("/domains/h.example.org/ladders").body())
        .contains("Your role reads these rules")
        .doesNotContain("New rule");
    assertThat(viewer.get(NEW).statusCode()).isEqualTo(403);
    assertThat(owner.get("/templates/lhd").body()).contains("Preset", "Make one like it");
  }

  private static Browser owner(String name) {
    TenantId tenant = house.tenantWithoutPassword(name + "@example.org", name + ".example.org");
    TENANTS.put(name, tenant);
    return house.signedIn(tenant, Role.OWNER);
  }

  private static TenantId tenant(String name) {
    return Objects.requireNonNull(TENANTS.get(name));
  }

  private static Map<String, String> template(String name, String lines) {
    Map<String, String> fields = new HashMap<>();
    fields.put("name", name);
    fields.put("picture", "h264");
    fields.put("lines", lines);
    fields.put("frames", "30");
    fields.put("rate", "1200");
    fields.put("share", "80");
    fields.put("keys", "2");
    fields.put("profile", "main");
    fields.put("effort", "veryfast");
    fields.put("sound", "aac");
    fields.put("sound-rate", "96");
    return fields;
  }

  /** A rule at the top, as somebody sends it who has seen this version. */
  private static Map<String, String> rule(String stream, String version, String... templates) {
    Map<String, String> fields = new HashMap<>();
    fields.put("app", "live");
    fields.put("stream", stream);
    for (int i = 0; i < templates.length; i++) {
      fields.put("rendition" + (i + 1), templates[i]);
    }
    fields.put("start", "viewer");
    fields.put("idle", "30");
    fields.put("place", "1");
    fields.put("version", version);
    return fields;
  }

  private static String find(String page) {
    Matcher rule = RULE.matcher(page);
    assertThat(rule.find()).as(page).isTrue();
    return rule.group(1);
  }

  private static List<String> names(Ladders ladders, String stream) {
    return ladders.of(new AppName("live"), new StreamName(stream)).stream()
        .map(Template::id)
        .map(Object::toString)
        .toList();
  }

  private static Ladders ladders(String name) {
    return policy(name).push().orElseThrow().ladders();
  }

  private static DomainPolicy policy(String name) {
    return house.policies().find(new DomainName(name + ".example.org")).orElseThrow();
  }
}
