package dev.weir.portal.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.portal.PortalHouse;
import dev.weir.portal.web.Access;
import dev.weir.portal.web.RouteEntry;
import io.vertx.core.http.HttpMethod;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * What a tenant changes in the portal can be changed over the API, and the other way round. Forms
 * that need no permission are a person's own (signing in, the account, leaving), and no key is a
 * person.
 */
@Timeout(120)
class ParityTest {

  private static final String DOMAIN = "/api/v1/domains/:domain";
  private static final String ALARM = "/api/v1/alarm";
  private static final String CALLBACK = "/api/v1/callbacks/:callback";
  private static final String STREAM = "/api/v1/streams/:app/:stream";

  /** Each form of a tenant, and the operation that does the same. */
  private static final Map<String, String> SAME =
      Map.ofEntries(
          Map.entry("/api-keys/new", "POST /api/v1/api-keys"),
          Map.entry("/api-keys/:id/revoke", "DELETE /api/v1/api-keys/:key"),
          Map.entry("/approvals/:id/refuse", "DELETE /api/v1/approvals/:approval"),
          Map.entry("/domains/new", "POST /api/v1/domains"),
          Map.entry("/domains/of-platform", "POST /api/v1/platform-domain"),
          Map.entry("/domains/:domain/check", "POST " + DOMAIN + "/check"),
          Map.entry("/domains/:domain/disable", "POST " + DOMAIN + "/disable"),
          Map.entry("/domains/:domain/enable", "POST " + DOMAIN + "/enable"),
          Map.entry("/domains/:domain/delete", "DELETE " + DOMAIN),
          Map.entry("/domains/:domain/restore", "POST " + DOMAIN + "/restore"),
          Map.entry("/domains/:domain/publishing", "PATCH " + DOMAIN + "/publishing"),
          Map.entry("/domains/:domain/playback", "PATCH " + DOMAIN + "/playback"),
          Map.entry("/domains/:domain/access/:side/proofs", "PATCH " + DOMAIN + "/access/:side"),
          Map.entry("/domains/:domain/access/:side/rules", "PATCH " + DOMAIN + "/access/:side"),
          Map.entry("/domains/:domain/access/:side/remote", "PATCH " + DOMAIN + "/access/:side"),
          Map.entry(
              "/domains/:domain/access/:side/versions/:version/restore",
              "POST " + DOMAIN + "/access/:side/versions/:version/restore"),
          Map.entry("/domains/:domain/ladders/new", "PUT " + DOMAIN + "/ladders"),
          Map.entry("/domains/:domain/ladders/:rule", "PUT " + DOMAIN + "/ladders"),
          Map.entry("/domains/:domain/ladders/:rule/up", "PUT " + DOMAIN + "/ladders"),
          Map.entry("/domains/:domain/ladders/:rule/remove", "PUT " + DOMAIN + "/ladders"),
          Map.entry("/domains/:domain/keeping/:kind/new", "PUT " + DOMAIN + "/recordings"),
          Map.entry("/domains/:domain/keeping/:kind/:rule", "PUT " + DOMAIN + "/snapshots"),
          Map.entry("/domains/:domain/keeping/:kind/:rule/up", "PUT " + DOMAIN + "/time-shift"),
          Map.entry("/domains/:domain/keeping/:kind/:rule/remove", "PUT " + DOMAIN + "/recordings"),
          Map.entry("/streams/:domain/:app/:name/record", "PUT " + STREAM + "/recording"),
          Map.entry("/streams/:domain/:app/:name/record/end", "DELETE " + STREAM + "/recording"),
          Map.entry("/recordings/:recording/rename", "PATCH /api/v1/recordings/:recording"),
          Map.entry("/recordings/:recording/delete", "DELETE /api/v1/recordings/:recording"),
          Map.entry("/new-store", "POST /api/v1/stores"),
          Map.entry("/stores/:store", "PUT /api/v1/stores/:store"),
          Map.entry("/stores/:store/trial", "POST /api/v1/stores/:store/trial"),
          Map.entry("/stores/:store/delete", "DELETE /api/v1/stores/:store"),
          Map.entry(
              "/alarms/found/:alarm/acknowledge", "POST " + ALARM + "s/:alarm/acknowledgement"),
          Map.entry("/alarms/found/:alarm/silence", "POST " + ALARM + "-silences"),
          Map.entry("/alarms/rules/:rule/silence", "POST " + ALARM + "-silences"),
          Map.entry("/alarms/silences/:silence/end", "DELETE " + ALARM + "-silences/:silence"),
          Map.entry("/alarms/new-rule", "POST " + ALARM + "-rules"),
          Map.entry("/alarms/rules/:rule", "PUT " + ALARM + "-rules/:rule"),
          Map.entry("/alarms/rules/:rule/delete", "DELETE " + ALARM + "-rules/:rule"),
          Map.entry("/new-callback", "POST /api/v1/callbacks"),
          Map.entry("/callbacks/:callback", "PUT " + CALLBACK),
          Map.entry("/callbacks/:callback/test", "POST " + CALLBACK + "/test"),
          Map.entry("/callbacks/:callback/rotate", "POST " + CALLBACK + "/secret"),
          Map.entry("/callbacks/:callback/former", "DELETE " + CALLBACK + "/former-secret"),
          Map.entry("/callbacks/:callback/delete", "DELETE " + CALLBACK),
          Map.entry(
              "/callbacks/:callback/events/:event/replay",
              "POST " + CALLBACK + "/events/:event/replay"),
          Map.entry("/callbacks/:callback/events/replay", "POST " + CALLBACK + "/replay"),
          Map.entry("/templates/new-one", "POST /api/v1/templates"),
          Map.entry("/templates/:template", "PUT /api/v1/templates/:template"),
          Map.entry("/templates/:template/delete", "DELETE /api/v1/templates/:template"),
          Map.entry("/watermarks/new-one", "POST /api/v1/watermarks"),
          Map.entry("/watermarks/:watermark", "PUT /api/v1/watermarks/:watermark"),
          Map.entry("/watermarks/:watermark/delete", "DELETE /api/v1/watermarks/:watermark"),
          Map.entry("/domains/:domain/apps", "POST " + DOMAIN + "/apps"),
          Map.entry("/domains/:domain/apps/takeover", "PATCH " + DOMAIN + "/apps/:app"),
          Map.entry("/domains/:domain/apps/remove", "DELETE " + DOMAIN + "/apps/:app"),
          Map.entry("/domains/:domain/certificate", "PUT " + DOMAIN + "/certificate"),
          Map.entry("/domains/:domain/certificate/remove", "DELETE " + DOMAIN + "/certificate"),
          Map.entry("/domains/:domain/certificate/transport", "PATCH " + DOMAIN + "/transport"),
          Map.entry("/domains/:domain/keys/make", "POST " + DOMAIN + "/keys"),
          Map.entry("/domains/:domain/keys/reveal", "POST " + DOMAIN + "/keys/:side/:key/secret"),
          Map.entry("/domains/:domain/keys/rotate", "PUT " + DOMAIN + "/keys/:side/primary"),
          Map.entry("/domains/:domain/keys/delete", "DELETE " + DOMAIN + "/keys/:side/:key"),
          Map.entry("/domains/:domain/keys/tokens", "POST " + DOMAIN + "/token-keys"),
          Map.entry("/domains/:domain/keys/tokens/delete", "DELETE " + DOMAIN + "/token-keys/:key"),
          Map.entry("/members/invite", "POST /api/v1/invitations"),
          Map.entry("/members/invitations/:id/renew", "POST /api/v1/invitations/:invitation/link"),
          Map.entry("/members/invitations/:id/withdraw", "DELETE /api/v1/invitations/:invitation"),
          Map.entry("/members/:person/role", "PATCH /api/v1/members/:member"),
          Map.entry("/members/:person/remove", "DELETE /api/v1/members/:member"),
          Map.entry("/refusals/explain", "POST /api/v1/explanations"),
          Map.entry("/settings", "PATCH /api/v1/tenant"),
          Map.entry("/streams/:domain/:app/:name/end", "POST " + STREAM + "/end"),
          Map.entry("/streams/:domain/:app/:name/block", "PUT " + STREAM + "/block"),
          Map.entry("/streams/:domain/:app/:name/resume", "DELETE " + STREAM + "/block"),
          Map.entry("/streams/:domain/:app/:name/labels", "PUT " + STREAM + "/labels"),
          Map.entry("/streams/:domain/:app/:name/viewers/end", "POST " + DOMAIN + "/revocations"),
          Map.entry(
              "/streams/:domain/:app/:name/viewers/readmit",
              "DELETE " + DOMAIN + "/revocations/:revocation"));

  /** What a program does not do, and why. */
  private static final Map<String, String> ONLY_IN_THE_PORTAL =
      Map.of(
          "/approvals/:id/approve", "whoever agrees is a person; a key decides nothing",
          "/billing/address", "whoever is billed is a person's word",
          "/billing/budget", "warnings go to people by mail, who say when",
          "/guide/away", "each person puts the guide away alone",
          "/members/:person/transfer", "two changes of a role");

  /** What a person does not do, and why. */
  private static final Map<String, String> ONLY_IN_THE_API =
      Map.of("POST /api/v1/tokens", "a person has a session");

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
  void everyChangeInThePortalIsAnOperationToo() {
    assertThat(gaps(house.portal().routes())).isEmpty();
  }

  @Test
  void aFormWithoutAnOperationIsNoticed() {
    List<RouteEntry> routes = house.portal().routes();
    RouteEntry form = routes.stream().filter(ParityTest::isTenantsForm).findFirst().orElseThrow();
    RouteEntry added = new RouteEntry(form.method(), "/rules/new", form.access(), form.handler());
    assertThat(gaps(Stream.concat(routes.stream(), Stream.of(added)).toList()))
        .containsExactly("/rules/new");
  }

  @Test
  void anOperationThatIsGoneIsNoticed() {
    List<RouteEntry> routes =
        house.portal().routes().stream()
            .filter(entry -> !name(entry).equals("DELETE /api/v1/members/:member"))
            .toList();
    assertThat(gaps(routes)).containsExactly("DELETE /api/v1/members/:member");
  }

  /** Forms and operations that have nothing beside them, and what is named here and not there. */
  private static Set<String> gaps(List<RouteEntry> routes) {
    Set<String> forms =
        routes.stream()
            .filter(ParityTest::isTenantsForm)
            .map(RouteEntry::path)
            .collect(Collectors.toSet());
    Set<String> operations =
        routes.stream()
            .filter(ParityTest::isChangeByProgram)
            .map(ParityTest::name)
            .collect(Collectors.toSet());
    Set<String> knownForms = union(SAME.keySet(), ONLY_IN_THE_PORTAL.keySet());
    Set<String> knownOperations = union(Set.copyOf(SAME.values()), ONLY_IN_THE_API.keySet());
    return union(difference(forms, knownForms), difference(operations, knownOperations));
  }

  private static Set<String> union(Set<String> some, Set<String> others) {
    return Stream.concat(some.stream(), others.stream()).collect(Collectors.toSet());
  }

  /** What is in one of both alone. */
  private static Set<String> difference(Set<String> some, Set<String> others) {
    return union(some, others).stream()
        .filter(each -> !some.contains(each) || !others.contains(each))
        .collect(Collectors.toSet());
  }

  private static boolean isTenantsForm(RouteEntry entry) {
    return entry.method().equals(HttpMethod.POST) && entry.access() instanceof Access.Needs;
  }

  private static boolean isChangeByProgram(RouteEntry entry) {
    boolean program =
        entry.access() instanceof Access.Api || entry.access() instanceof Access.Program;
    return program && !entry.method().equals(HttpMethod.GET);
  }

  private static String name(RouteEntry entry) {
    return entry.method() + " " + entry.path();
  }
}
