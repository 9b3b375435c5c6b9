package dev.weir.portal.keeping;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.contract.identity.AppName;
import dev.weir.contract.identity.DomainName;
import dev.weir.contract.identity.StreamName;
import dev.weir.contract.identity.TenantId;
import dev.weir.contract.keeping.Keeping;
import dev.weir.contract.keeping.RecordingFormat;
import dev.weir.contract.keeping.RecordingRule;
import dev.weir.contract.keeping.SnapshotRule;
import dev.weir.contract.keeping.TimeShiftRule;
import dev.weir.portal.Browser;
import dev.weir.portal.LiveTelling;
import dev.weir.portal.PortalHouse;
import dev.weir.portal.identity.Role;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Rules of what is kept over HTTP, down to the policy that nodes are told. */
@Timeout(120)
class KeepingPagesTest {

  private static final Pattern RULE = Pattern.compile("/keeping/recordings/([0-9a-f-]{36})\"");
  private static final AppName LIVE = new AppName("live");

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
  void rulesOfEachKindReachThePolicy() {
    Browser owner = owner("a");
    String keeping = "/domains/a.example.org/keeping";
    assertThat(owner.get(keeping).body())
        .contains("nothing is recorded", "no snapshots are taken")
        .contains("applies at the next publish", "applies now");
    assertThat(owner.get(keeping + "/recordings/new").body())
        .contains("record/live/demo01/0_2026-11-23-09-30-00_2026-11-23-10-30-00.mp4");
    assertThat(owner.post(keeping + "/recordings/new", recording("cam-*", "1")).statusCode())
        .isEqualTo(303);
    assertThat(owner.post(keeping + "/snapshots/new", snapshot()).statusCode()).isEqualTo(303);
    assertThat(owner.post(keeping + "/time-shift/new", shift("30", "d")).statusCode())
        .isEqualTo(303);

    Keeping policy = keeping("a");
    RecordingRule recording = policy.recording(LIVE, new StreamName("cam-1")).orElseThrow();
    assertThat(recording.formats()).containsExactly(RecordingFormat.MP4);
    assertThat(recording.splitAfter()).contains(Duration.ofHours(2));
    assertThat(recording.mergeWithin()).isEqualTo(Duration.ofSeconds(90));
    assertThat(recording.retention()).isEmpty();
    assertThat(policy.recording(LIVE, new StreamName("other"))).isEmpty();
    SnapshotRule snapshot = policy.snapshot(LIVE, new StreamName("any")).orElseThrow();
    assertThat(snapshot.sequence().map(SnapshotRule.Sequence::retention))
        .contains(Duration.ofDays(7));
    assertThat(policy.timeShift(LIVE, new StreamName("any")).map(TimeShiftRule::window))
        .contains(Duration.ofDays(30));

    assertThat(owner.get(keeping).body())
        .contains(
            "MP4",
            "a new file after 2 hours",
            "interruptions of up to 90 seconds",
            "kept until somebody deletes it",
            "Every 10 seconds",
            "all of them, kept for 7 days",
            "Back by 30 days");
    assertThat(house.dump("audit_entry"))
        .contains("DOMAIN_RECORDINGS_CHANGED", "DOMAIN_SNAPSHOTS_CHANGED", "*/cam-*: start");
  }

  @Test
  void whatIsWrongStandsBesideItsFieldAndNothingIsLost() {
    Browser owner = owner("b");
    String keeping = "/domains/b.example.org/keeping";
    owner.get(keeping);
    Map<String, String> fields = recording("cam 1", "1");
    fields.put("split", "30");
    fields.put("split-unit", "s");
    fields.put("name", "../{Date}");
    HttpResponse<String> refused = owner.post(keeping + "/recordings/new", fields);
    assertThat(refused.statusCode()).isEqualTo(422);
    assertThat(refused.body())
        .contains("From 1 minute to 12 hours.", "neither empty nor begin with a dot", "cam 1");
    Map<String, String> alike = snapshot();
    alike.put("name", "snapshot/{StreamName}");
    alike.put("retention", "");
    assertThat(owner.post(keeping + "/snapshots/new", alike).body())
        .contains(
            "write {UnixTimestamp} or {Sequence}", "snapshot/{StreamName}", "This cannot be empty");
    assertThat(owner.post(keeping + "/time-shift/new", shift("31", "d")).body())
        .contains("From 0 seconds to 30 days.");
    assertThat(owner.get(keeping + "/pictures/new").statusCode()).isEqualTo(404);
    assertThat(owner.get(keeping).body()).contains("nothing is recorded");
  }

  @Test
  void ofTwoWhoEditOneKindAtOnceNobodyLosesAnything() {
    Browser first = owner("c");
    Browser second = house.signedIn(tenant("c"), Role.OWNER);
    String keeping = "/domains/c.example.org/keeping";
    first.get(keeping);
    second.get(keeping);
    first.post(keeping + "/recordings/new", recording("*", "1"));
    // Another kind has a revision of its own.
    assertThat(second.post(keeping + "/time-shift/new", shift("0", "h")).statusCode())
        .isEqualTo(303);
    HttpResponse<String> blind = second.post(keeping + "/recordings/new", recording("a-*", "1"));
    assertThat(blind.statusCode()).isEqualTo(409);
    assertThat(blind.body()).contains("changed the rules of this domain meanwhile");

    String rule = find(second.get(keeping).body());
    Map<String, String> edit = recording("b-*", "2");
    assertThat(second.post(keeping + "/recordings/" + rule, edit).statusCode()).isEqualTo(303);
    assertThat(first.post(keeping + "/recordings/" + rule, recording("c-*", "2")).body())
        .contains("changed this meanwhile", "b-*");
    String remove = keeping + "/recordings/" + rule + "/remove";
    assertThat(first.post(remove, Map.of("version", "2")).statusCode()).isEqualTo(409);
    assertThat(first.post(remove, Map.of("version", "3")).statusCode()).isEqualTo(303);
    HttpResponse<String> gone = first.post(keeping + "/recordings/" + rule, edit);
    assertThat(gone.body()).contains("The rule that you changed is gone", "recordings/new\"");
    assertThat(keeping("c").recordings()).isEmpty();
  }

  @Test
  void whoReadsDomainsReadsRulesAndTheLiveStreamsThatAChangeTouchesAreShown() {
    Browser owner = owner("d");
    String keeping = "/domains/d.example.org/keeping";
    owner.get(keeping);
    owner.post(keeping + "/recordings/new", recording("*", "1"));
    new LiveTelling(house.live())
        .live(LiveTelling.stream(tenant("d"), "d.example.org", "cam-1", "OBS"));
    assertThat(owner.get(keeping).body()).contains("Touches one live stream", "live/cam-1");
    Browser viewer = house.signedIn(tenant("d"), Role.VIEWER);
    assertThat(viewer.get(keeping).body())
        .contains("MP4", "Your role reads these rules")
        .doesNotContain("New rule");
    assertThat(viewer.get(keeping + "/recordings/new").statusCode()).isEqualTo(403);
  }

  private static Browser owner(String name) {
    TenantId tenant = house.tenantWithoutPassword(name + "@example.org", name + ".example.org");
    TENANTS.put(name, tenant);
    return house.signedIn(tenant, Role.OWNER);
  }

  private static TenantId tenant(String name) {
    return Objects.requireNonNull(TENANTS.get(name));
  }

  private static Map<String, String> recording(String stream, String version) {
    Map<String, String> fields = rule(stream, version);
    fields.put("start", "publish");
    fields.put("formats", "mp4");
    fields.put("split", "2");
    fields.put("split-unit", "h");
    fields.put("merge", "90");
    fields.put("merge-unit", "s");
    fields.put("name", "record/{StreamName}/{UnixTimestamp}");
    fields.put("keep", "");
    fields.put("keep-unit", "d");
    return fields;
  }

  private static Map<String, String> snapshot() {
    Map<String, String> fields = rule("*", "1");
    fields.put("every", "10");
    fields.put("every-unit", "s");
    fields.put("format", "jpeg");
    fields.put("sequence", "on");
    fields.put("name", "snapshot/{StreamName}/{UnixTimestamp}");
    fields.put("retention", "7");
    fields.put("retention-unit", "d");
    return fields;
  }

  private static Map<String, String> shift(String window, String unit) {
    Map<String, String> fields = rule("*", "1");
    fields.put("window", window);
    fields.put("window-unit", unit);
    return fields;
  }

  /** A rule at the top, as somebody sends it who has seen this version. */
  private static Map<String, String> rule(String stream, String version) {
    Map<String, String> fields = new HashMap<>();
    fields.put("app", "");
    fields.put("stream", stream);
    fields.put("place", "1");
    fields.put("version", version);
    return fields;
  }

  private static String find(String page) {
    Matcher rule = RULE.matcher(page);
    assertThat(rule.find()).as(page).isTrue();
    return rule.group(1);
  }

  private static Keeping keeping(String name) {
    return Optional.of(new DomainName(name + ".example.org"))
        .flatMap(house.policies()::find)
        .orElseThrow()
        .push()
        .orElseThrow()
        .keeping();
  }
}
