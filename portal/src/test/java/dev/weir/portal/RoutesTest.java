package dev.weir.portal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.contract.fault.FaultCode;
import dev.weir.contract.identity.TenantId;
import dev.weir.portal.apikey.ApiKeyStore;
import dev.weir.portal.identity.Permission;
import dev.weir.portal.identity.Role;
import dev.weir.portal.web.Access;
import dev.weir.portal.web.RouteEntry;
import io.vertx.core.http.HttpMethod;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Walks the table of routes over HTTP: strangers, each role, keys of each permission, and forms
 * without their token. A route that is added later is walked without being named here.
 */
@Timeout(120)
class RoutesTest {

  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final String DOMAIN = "a.example.org";

  private static PortalHouse house;
  private static TenantId tenant;

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  @BeforeAll
  static void open() {
    house = PortalHouse.open();
    tenant = house.tenant("owner@example.org", "a long password", DOMAIN);
  }

  @AfterAll
  static void close() {
    house.close();
  }

  /** What was asked for before does not count against the limits. */
  @BeforeEach
  void letTimePass() {
    house.time().advance(Duration.ofHours(1));
  }

  @Test
  void everyRouteOfTheRouterComesFromTheTable() {
    List<String> served =
        house.portal().router().getRoutes().stream()
            .filter(route -> route.getPath() != null)
            .map(route -> route.methods() + " " + route.getPath())
            .toList();
    assertThat(served)
        .containsExactlyElementsOf(
            table().map(entry -> Set.of(entry.method()) + " " + entry.path()).toList())
        .isNotEmpty();
  }

  @Test
  void strangersSeeWhatIsOpenAndNothingElse() {
    for (RouteEntry entry : table().toList()) {
      Browser stranger = house.browser();
      stranger.get("/sign-in");
      Answer answer = ask(entry, stranger, stranger.token());
      switch (entry.access()) {
        case Access.Open _ -> assertThat(answer.code()).as(entry.path()).isNotIn("UNAUTHENTICATED");
        case Access.SignedIn _, Access.Needs _, Access.OperatorOnly _ -> {
          if (entry.method().equals(HttpMethod.GET)) {
            assertThat(answer.location()).as(entry.path()).startsWith("/sign-in?next=");
          } else {
            assertThat(answer.code()).as(entry.path()).isEqualTo("UNAUTHENTICATED");
          }
        }
        case Access.Script _, Access.Api _, Access.Program _ ->
            assertThat(answer.code()).as(entry.path()).isEqualTo("UNAUTHENTICATED");
      }
    }
  }

  @Test
  void eachRoleGetsWhatItsPermissionsSayAndNoMore() {
    for (Role role : Role.values()) {
      for (RouteEntry entry : table().toList()) {
        // Each route of the API counts as one wrong key.
        house.time().advance(Duration.ofSeconds(1));
        Browser browser = house.signedIn(tenant, role);
        browser.get("/account");
        Answer answer = ask(entry, browser, browser.token());
        String where = role + " " + entry.method() + " " + entry.path();
        switch (entry.access()) {
          case Access.Open _, Access.SignedIn _ -> assertLetIn(answer, where);
          case Access.Needs(Permission permission) -> assertFits(answer, role, permission, where);
          case Access.Script(Permission permission) -> assertFits(answer, role, permission, where);
          // The platform's staff is no role of a tenant.
          case Access.OperatorOnly _ -> assertThat(answer.code()).as(where).isEqualTo("FORBIDDEN");
          // A session opens nothing of the API.
          case Access.Api _, Access.Program _ ->
              assertThat(answer.code()).as(where).isEqualTo("UNAUTHENTICATED");
        }
      }
    }
  }

  @Test
  void thePlatformsStaffIsLetInWhateverItsRole() {
    for (RouteEntry entry : table().toList()) {
      if (entry.access() instanceof Access.OperatorOnly) {
        Browser browser = house.signedInAsStaff(tenant, Role.VIEWER);
        browser.get("/account");
        assertLetIn(ask(entry, browser, browser.token()), entry.path());
      }
    }
  }

  @Test
  void aKeyGetsWhatItsScopesSayAndNoMore() {
    ApiKeyStore keys = new ApiKeyStore(house.database(), house.time());
    for (RouteEntry entry : table().toList()) {
      if (entry.access() instanceof Access.Api(Permission wanted)) {
        String right = keys.create(tenant, "right", Set.of(wanted)).text();
        String wrong =
            keys.create(tenant, "wrong", EnumSet.complementOf(EnumSet.of(wanted))).text();
        assertLetIn(ask(entry, bearer(right), ""), entry.path());
        assertThat(ask(entry, bearer(wrong), "").code()).as(entry.path()).isEqualTo("FORBIDDEN");
      }
    }
  }

  @Test
  void noFormIsTakenWithoutItsToken() {
    for (RouteEntry entry : table().toList()) {
      if (!entry.path().startsWith("/api/") && !entry.method().equals(HttpMethod.GET)) {
        Browser browser = house.signedIn(tenant, Role.OWNER);
        assertThat(ask(entry, browser, "").code()).as(entry.path()).isEqualTo("CSRF_FAILED");
        assertThat(ask(entry, browser, "x".repeat(43)).code())
            .as(entry.path())
            .isEqualTo("CSRF_FAILED");
      }
    }
  }

  @Test
  void aLineThatCannotBeServedIsRefused() {
    Access page = new Access.Needs(Permission.STREAMS_READ);
    assertThatThrownBy(() -> new RouteEntry(HttpMethod.DELETE, "/streams", page, ctx -> {}))
        .isInstanceOf(IllegalArgumentException.class);
    Access api = new Access.Api(Permission.STREAMS_READ);
    assertThatThrownBy(() -> new RouteEntry(HttpMethod.GET, "/streams", api, ctx -> {}))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static Stream<RouteEntry> table() {
    return house.portal().routes().stream();
  }

  private static Browser bearer(String key) {
    return house.browser().with("Authorization", "Bearer " + key);
  }

  private static void assertFits(Answer answer, Role role, Permission permission, String where) {
    if (role.permissions().contains(permission)) {
      assertLetIn(answer, where);
    } else {
      assertThat(answer.code()).as(where).isEqualTo("FORBIDDEN");
    }
  }

  private static void assertLetIn(Answer answer, String where) {
    assertThat(answer.code())
        .as(where)
        .isNotIn("FORBIDDEN", "UNAUTHENTICATED", "CSRF_FAILED", "INTERNAL");
    assertThat(answer.location()).as(where).doesNotStartWith("/sign-in?next=");
  }

  /** Asks as a script would, so that refusals name their code; an endless answer is left. */
  private Answer ask(RouteEntry entry, Browser browser, String token) {
    boolean api = entry.path().startsWith("/api/");
    HttpRequest.Builder request =
        HttpRequest.newBuilder(browser.uri(path(entry))).timeout(PATIENCE);
    browser.headers().forEach(request::setHeader);
    request.setHeader("Accept", "application/json");
    browser.cookies().forEach((name, value) -> request.setHeader("Cookie", name + "=" + value));
    switch (entry.method().name()) {
      case "GET" -> request.GET();
      case "DELETE" -> request.DELETE();
      default ->
          request
              .setHeader(
                  "Content-Type", api ? "application/json" : "application/x-www-form-urlencoded")
              .method(entry.method().name(), BodyPublishers.ofString(api ? "{}" : "csrf=" + token));
    }
    try {
      HttpResponse<InputStream> response =
          client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
      try (InputStream body = response.body()) {
        String refusal =
            response.statusCode() < FaultCode.REQUEST_MALFORMED.httpStatus()
                ? ""
                : new String(body.readAllBytes(), StandardCharsets.UTF_8);
        return Answer.of(refusal, response.headers().firstValue("Location").orElse(""));
      }
    } catch (IOException failed) {
      throw new java.io.UncheckedIOException(failed);
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(stopping);
    }
  }

  /** The route's path with names that exist where there are some. */
  private static String path(RouteEntry entry) {
    String path = entry.path();
    for (Map.Entry<String, String> name :
        Map.of(":domain", DOMAIN, ":app", "live", ":stream", "demo01", ":name", "demo01")
            .entrySet()) {
      path = path.replace(name.getKey(), name.getValue());
    }
    return URI.create(path.replaceAll(":[a-zA-Z]+", "none")).toString();
  }

  private record Answer(String code, String location) {

    static Answer of(String body, String location) {
      for (FaultCode code : FaultCode.values()) {
        if (body.contains("\"code\":\"" + code + "\"")) {
          return new Answer(code.name(), location);
        }
      }
      return new Answer("", location);
    }
  }
}
