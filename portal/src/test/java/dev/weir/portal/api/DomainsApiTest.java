package dev.weir.portal.api;

import static dev.weir.portal.api.Program.json;
import static dev.weir.portal.api.Program.refusal;
import static dev.weir.portal.api.Program.tag;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.contract.identity.DomainName;
import dev.weir.contract.identity.TenantId;
import dev.weir.contract.policy.AccessList;
import dev.weir.contract.policy.PlayPolicy;
import dev.weir.contract.policy.PushPolicy;
import dev.weir.portal.LiveTelling;
import dev.weir.portal.PortalHouse;
import dev.weir.portal.domain.DomainsConfig;
import dev.weir.portal.domain.proof.ProofConfig;
import dev.weir.portal.identity.Permission;
import dev.weir.testkit.dns.DnsRecord;
import dev.weir.testkit.dns.DnsUnderTest;
import io.vertx.core.json.JsonObject;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Domains from claim to end, by a program, against a real database and a real name server. */
@Timeout(120)
class DomainsApiTest {

  private static final int NO_WEB = 9;

  private static DnsUnderTest dns;
  private static PortalHouse house;

  @BeforeAll
  static void open() {
    dns = DnsUnderTest.open();
    house =
        PortalHouse.open(
            new DomainsConfig(
                Optional.of(new DomainName("base.test")),
                Duration.ofDays(7),
                new ProofConfig(
                    Optional.of(
                        new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), dns.port())),
                    true,
                    NO_WEB)));
  }

  @AfterAll
  static void close() {
    house.close();
    dns.close();
  }

  @Test
  void aDomainIsAddedProvenPointedHereServedSwitchedOffDeletedAndTakenBack() {
    Program program = Program.of(house, tenant("a"));
    HttpResponse<String> added = program.post("/domains", "{\"name\":\"Live.Example.TEST\"}");
    assertThat(added.statusCode()).isEqualTo(201);
    JsonObject claim = json(added);
    assertThat(claim.getString("state")).isEqualTo("pending");
    assertThat(claim.containsKey("push")).isFalse();
    assertThat(claim.getJsonObject("use").encode())
        .isEqualTo("{\"push\":true,\"playedBy\":[],\"plays\":\"live.example.test\"}");
    JsonObject proof = claim.getJsonObject("proof");
    assertThat(proof.getString("record")).isEqualTo("_weir.live.example.test");

    String path = "/domains/live.example.test";
    assertThat(state(program.post(path + "/check", ""))).isEqualTo("pending proof_missing");
    dns.put(proof.getString("record"), new DnsRecord.Txt(proof.getString("token")));
    house.time().advance(Duration.ofMinutes(1));
    assertThat(state(program.post(path + "/check", ""))).isEqualTo("configuring target_missing");
    dns.put("live.example.test", new DnsRecord.Cname(claim.getString("target")));
    house.time().advance(Duration.ofMinutes(1));
    assertThat(state(program.post(path + "/check", ""))).isEqualTo("online null");
    JsonObject served = json(program.get(path));
    assertThat(served.getJsonObject("push").getJsonArray("apps").encode()).isEqualTo("[\"live\"]");
    assertThat(served.getJsonObject("proof").getBoolean("given")).isTrue();

    assertThat(state(program.post(path + "/disable", ""))).isEqualTo("disabled null");
    assertThat(refusal(program.post(path + "/disable", ""))).isEqualTo("409 DOMAIN_STATE_UNFIT");
    assertThat(state(program.post(path + "/enable", ""))).isEqualTo("online null");
    assertThat(program.delete(path).statusCode()).isEqualTo(204);
    assertThat(json(program.get(path)).getString("deleteAfter")).isNotNull();
    assertThat(state(program.post(path + "/restore", ""))).isEqualTo("online null");
  }

  @Test
  void aNameThatSomebodyElseHasIsRefusedByNameAndNobodyLearnsWhose() {
    TenantId owner = tenant("b");
    Program stranger = Program.of(house, tenant("c"));
    HttpResponse<String> refused = stranger.post("/domains", "{\"name\":\"b.example.org\"}");
    assertThat(refusal(refused)).isEqualTo("409 DOMAIN_TAKEN");
    assertThat(refused.body()).doesNotContain(owner.toString(), "b@example.org");
    assertThat(refusal(stranger.post("/domains", "{\"name\":\"c.example.org\"}")))
        .isEqualTo("409 DOMAIN_EXISTS");
    assertThat(refusal(stranger.post("/domains", "{\"name\":\"localhost\"}")))
        .isEqualTo("422 DOMAIN_NAME_INVALID");
    assertThat(refusal(stranger.get("/domains/b.example.org"))).isEqualTo("404 NOT_FOUND");
  }

  @Test
  void othersDomainsArePairedWithNoMoreThanSuchAsNobodyHas() {
    tenant("d");
    Program stranger = Program.of(house, tenant("e"));
    for (String foreign : List.of("d.example.org", "nobody.example.org")) {
      assertThat(
              refusal(
                  stranger.post(
                      "/domains",
                      "{\"name\":\"watch.example.test\",\"use\":\"play\",\"plays\":\"%s\"}"
                          .formatted(foreign))))
          .isEqualTo("404 NOT_FOUND");
      assertThat(
              refusal(
                  stranger.patch(
                      "/domains/e.example.org/playback",
                      "{\"pushDomain\":\"%s\"}".formatted(foreign),
                      "If-Match",
                      "\"1\"")))
          .isEqualTo("404 NOT_FOUND");
    }
    assertThat(refusal(stranger.post("/domains", "{\"name\":\"x.test\",\"use\":\"play\"}")))
        .isEqualTo("400 REQUEST_INVALID");
  }

  @Test
  void whoHasNoDomainYetTakesOneOfThePlatform() {
    TenantId tenant = tenant("f");
    Program program = Program.of(house, tenant);
    HttpResponse<String> made =
        program.post("/platform-domain", "", "Idempotency-Key", "a name, please");
    assertThat(made.statusCode()).isEqualTo(201);
    assertThat(json(made).getString("name")).endsWith(".base.test");
    assertThat(json(made).getJsonObject("proof").encode()).isEqualTo("{\"given\":true}");
    assertThat(program.post("/platform-domain", "", "Idempotency-Key", "a name, please").body())
        .isEqualTo(made.body());
    assertThat(json(program.get("/domains?limit=1")).getString("next")).isNotNull();
  }

  @Test
  void rulesSayWhenTheyApplyAndWhatTheyTouchAndAreChangedAsSeen() {
    TenantId tenant = tenant("g");
    Program program = Program.of(house, tenant);
    new LiveTelling(house.live())
        .live(LiveTelling.stream(tenant, "g.example.org", "demo01", "OBS"));
    String path = "/domains/g.example.org/publishing";
    HttpResponse<String> seen = program.get(path);
    JsonObject rules = json(seen);
    assertThat(rules.getJsonObject("applies").getString("maxLiveStreams"))
        .isEqualTo("next_publish");
    assertThat(rules.getJsonObject("touches").encode())
        .isEqualTo("{\"known\":true,\"streams\":[\"live/demo01\"]}");

    HttpResponse<String> changed =
        program.patch(path, "{\"maxLiveStreams\":7}", "If-Match", tag(seen));
    assertThat(changed.statusCode()).isEqualTo(200);
    assertThat(json(changed).getJsonObject("settings").getInteger("maxLiveStreams")).isEqualTo(7);
    assertThat(tag(changed)).isNotEqualTo(tag(seen));
    assertThat(refusal(program.patch(path, "{\"maxLiveStreams\":8}", "If-Match", tag(seen))))
        .isEqualTo("412 PRECONDITION_FAILED");
    assertThat(refusal(program.patch(path, "{\"maxLiveStreams\":8}")))
        .isEqualTo("428 PRECONDITION_REQUIRED");
    PushPolicy push = house.policies().find(name("g")).orElseThrow().push().orElseThrow();
    assertThat(push.maxLiveStreams()).isEqualTo(7);
    assertThat(push.authentication().required()).isTrue();

    house.boardIsAway(true);
    try {
      assertThat(json(program.get(path)).getJsonObject("touches").encode())
          .isEqualTo("{\"known\":false,\"streams\":[]}");
    } finally {
      house.boardIsAway(false);
    }
  }

  @Test
  void rulesForViewersPairADomainWithAnother() {
    TenantId tenant = tenant("h");
    house.domain(tenant, "h2.example.org");
    Program program = Program.of(house, tenant);
    String path = "/domains/h.example.org/playback";
    HttpResponse<String> seen = program.get(path);
    assertThat(json(seen).getJsonObject("applies").getString("pushDomain")).isEqualTo("now");
    assertThat(
            refusal(program.patch(path, "{\"corsOrigins\":[\"nonsense\"]}", "If-Match", tag(seen))))
        .isEqualTo("422 SETTING_INVALID");
    String body =
        "{\"pushDomain\":\"h2.example.org\",\"container\":\"ts\",\"corsOrigins\":[\"https://a.test\"]}";
    assertThat(program.patch(path, body, "If-Match", tag(seen)).statusCode()).isEqualTo(200);
    PlayPolicy play = house.policies().find(name("h")).orElseThrow().play().orElseThrow();
    assertThat(play.pushDomain()).isEqualTo(name("h2"));
    assertThat(play.corsOrigins()).containsExactly("https://a.test");
    assertThat(json(program.get("/domains/h2.example.org")).getJsonObject("use").encode())
        .contains("\"playedBy\":[\"h.example.org\"]");
    assertThat(refusal(program.delete("/domains/h2.example.org"))).isEqualTo("409 DOMAIN_IN_USE");
  }

  @Test
  void whoMayEnterIsChangedInPartAndTakenBack() {
    TenantId tenant = tenant("n");
    Program program = Program.of(house, tenant);
    String path = "/domains/n.example.org/access/play";
    HttpResponse<String> seen = program.get(path);
    assertThat(json(seen).getJsonObject("applies").getString("networks")).isEqualTo("now");
    String body =
        "{\"networks\":{\"effect\":\"deny\",\"entries\":[\"192.0.2.7/24\"]},"
            + "\"signatures\":[\"type_a\",\"hmac\"],"
            + "\"remote\":{\"endpoint\":\"https://hooks.example.org/play\"}}";
    HttpResponse<String> changed = program.patch(path, body, "If-Match", tag(seen));
    assertThat(changed.statusCode()).as(changed.body()).isEqualTo(200);
    JsonObject settings = json(changed).getJsonObject("settings");
    assertThat(settings.getJsonObject("networks").encode())
        .isEqualTo("{\"effect\":\"deny\",\"entries\":[\"192.0.2.0/24\"]}");
    assertThat(settings.getJsonObject("remote").getInteger("timeoutMs")).isEqualTo(1_000);

    HttpResponse<String> off =
        program.patch(path, "{\"networks\":{\"effect\":\"off\"}}", "If-Match", tag(changed));
    PlayPolicy play = house.policies().find(name("n")).orElseThrow().play().orElseThrow();
    assertThat(play.rules().networks().effect()).isEqualTo(AccessList.Effect.OFF);
    assertThat(play.rules().networks().entries()).hasSize(1);
    assertThat(play.authentication().remote()).isPresent();
    for (String wrong :
        List.of(
            "{\"networks\":{\"entries\":[\"192.0.2.0/33\"]}}",
            "{\"remote\":{\"endpoint\":\"ftp://hooks.example.org\"}}",
            "{\"streams\":{\"effect\":\"deny\"}}")) {
      assertThat(refusal(program.patch(path, wrong, "If-Match", tag(off))))
          .as(wrong)
          .isEqualTo("400 REQUEST_INVALID");
    }

    assertThat(json(program.get(path + "/versions")).getJsonArray("versions")).hasSize(3);
    HttpResponse<String> restored =
        program.post(path + "/versions/1/restore", "", "If-Match", tag(off));
    assertThat(json(restored).getInteger("version")).isEqualTo(4);
    assertThat(json(restored).getJsonObject("settings").containsKey("remote")).isFalse();
    assertThat(refusal(program.post(path + "/versions/9/restore", "", "If-Match", tag(restored))))
        .isEqualTo("404 NOT_FOUND");
  }

  @Test
  void appsComeAndGo() {
    Program program = Program.of(house, tenant("i"));
    String path = "/domains/i.example.org/apps";
    assertThat(program.post(path, "{\"name\":\"news\"}").statusCode()).isEqualTo(201);
    assertThat(refusal(program.post(path, "{\"name\":\"news\"}"))).isEqualTo("409 APP_EXISTS");
    for (int i = 0; i < 2; i++) {
      assertThat(program.patch(path + "/news", "{\"takeover\":true}").body())
          .isEqualTo("{\"name\":\"news\",\"takeover\":true}");
    }
    assertThat(program.get(path).body())
        .isEqualTo(
            "{\"apps\":[{\"name\":\"live\",\"takeover\":false},{\"name\":\"news\",\"takeover\":true}]}");
    assertThat(program.delete(path + "/news").statusCode()).isEqualTo(204);
    assertThat(refusal(program.delete(path + "/news"))).isEqualTo("404 NOT_FOUND");
    assertThat(refusal(program.patch(path + "/news", "{\"takeover\":true}")))
        .isEqualTo("404 NOT_FOUND");
  }

  @Test
  void aSigningKeyIsMadeToldOncePromotedAndDeleted() {
    Program program = Program.of(house, tenant("j"));
    String path = "/domains/j.example.org/keys";
    HttpResponse<String> made =
        program.post(path, "{\"side\":\"push\"}", "Idempotency-Key", "second key");
    assertThat(made.statusCode()).isEqualTo(201);
    assertThat(json(made).getString("name")).isEqualTo("push-2");
    assertThat(json(made).getString("secret")).isNotBlank();
    assertThat(program.post(path, "{\"side\":\"push\"}", "Idempotency-Key", "second key").body())
        .isEqualTo(made.body());
    assertThat(refusal(program.post(path, "{\"side\":\"push\"}")))
        .isEqualTo("409 SIGNING_KEYS_FULL");
    assertThat(program.get(path).body()).doesNotContain("secret");

    for (int i = 0; i < 2; i++) {
      assertThat(program.put(path + "/push/primary", "{\"name\":\"push-2\"}").statusCode())
          .isEqualTo(204);
    }
    assertThat(primary("j")).isEqualTo("push-2");
    assertThat(program.delete(path + "/push/push-2").statusCode()).isEqualTo(204);
    assertThat(primary("j")).isEqualTo("push-1");
    assertThat(refusal(program.delete(path + "/push/push-1"))).isEqualTo("409 SIGNING_KEY_LAST");
    assertThat(refusal(program.put(path + "/push/primary", "{\"name\":\"no\"}")))
        .isEqualTo("404 NOT_FOUND");

    HttpResponse<String> shown = program.post(path + "/play/play-1/secret", "");
    assertThat(json(shown).getString("secret")).isNotBlank();
    assertThat(refusal(program.post(path + "/play/play-1/secret", ""))).isEqualTo("404 NOT_FOUND");
  }

  @Test
  void whatNeedsASecondPersonIsAcceptedAndNotDone() {
    TenantId tenant = tenant("k");
    house.sql(
        "INSERT INTO tenant_setting (tenant_id, second_person, changed_at, changed_by) VALUES ('"
            + tenant
            + "', '{AUTHENTICATION_OFF,DOMAIN_DELETION,KEY_DELETION}', now(), '')");
    Program program = Program.of(house, tenant);
    String path = "/domains/k.example.org";
    program.post(path + "/keys", "{\"side\":\"push\"}");
    HttpResponse<String> off =
        program.patch(
            path + "/access/push",
            "{\"signatureRequired\":false,\"signatureValiditySeconds\":0}",
            "If-Match",
            tag(program.get(path + "/access/push")));
    for (HttpResponse<String> waiting :
        List.of(program.delete(path), program.delete(path + "/keys/push/push-1"), off)) {
      assertThat(waiting.statusCode()).isEqualTo(202);
      assertThat(house.dump("approval")).contains(json(waiting).getString("approval"));
    }
    PushPolicy push = house.policies().find(name("k")).orElseThrow().push().orElseThrow();
    assertThat(push.authentication().required()).isTrue();
    assertThat(push.authentication().validity()).isZero();
    assertThat(push.authentication().keys().keys()).hasSize(2);
  }

  @Test
  void aQuotaThatIsReachedIsNamed() {
    TenantId tenant = tenant("l");
    house.sql(
        "INSERT INTO tenant_quota (tenant_id, kind, maximum, changed_at, changed_by) VALUES ('"
            + tenant
            + "', 'DOMAINS', 1, now(), '')");
    HttpResponse<String> refused =
        Program.of(house, tenant).post("/domains", "{\"name\":\"more.example.test\"}");
    assertThat(refusal(refused)).isEqualTo("403 QUOTA_EXCEEDED");
    assertThat(json(refused).getString("subject")).isEqualTo("DOMAINS");
  }

  @Test
  void aKeyChangesWhatItsScopesSayAndNoMore() {
    TenantId tenant = tenant("m");
    Program reader = Program.of(house, tenant, Set.of(Permission.DOMAINS_READ));
    String path = "/domains/m.example.org";
    assertThat(reader.get(path).statusCode()).isEqualTo(200);
    assertThat(refusal(reader.post(path + "/disable", ""))).isEqualTo("403 FORBIDDEN");
    assertThat(refusal(reader.delete(path))).isEqualTo("403 FORBIDDEN");
    assertThat(refusal(reader.get(path + "/keys"))).isEqualTo("403 FORBIDDEN");
  }

  private static TenantId tenant(String letter) {
    String domain = letter + ".example.org";
    return house.tenant(letter + "@example.org", "a long enough password", domain);
  }

  private static DomainName name(String letter) {
    return new DomainName(letter + ".example.org");
  }

  private static String primary(String letter) {
    PushPolicy push = house.policies().find(name(letter)).orElseThrow().push().orElseThrow();
    return push.authentication().keys().primary().id();
  }

  private static String state(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return json(answer).getString("state") + " " + json(answer).getString("finding");
  }
}
