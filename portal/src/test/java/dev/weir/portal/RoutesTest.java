package dev.weir.portal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.contract.identity.TenantId;
import dev.weir.portal.identity.Permission;
import dev.weir.portal.identity.Role;
import dev.weir.portal.web.Access;
import dev.weir.portal.web.RouteEntry;
import io.vertx.core.http.HttpMethod;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the table of routes promises of every line, whatever its feature does. */
@Timeout(120)
class RoutesTest {

  private static final String DOMAIN = "a.example.org";

  private static PortalHouse house;
  private static TenantId tenant;

  @BeforeAll
  static void open() {
    house = PortalHouse.open();
    tenant = house.tenant("owner@example.org", "a long password", DOMAIN);
  }

  @AfterAll
  static void close() {
    house.close();
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
  void noFormIsTakenWithoutItsToken() {
    table()
        .filter(entry -> !entry.path().startsWith("/api/"))
        .filter(entry -> !entry.method().equals(HttpMethod.GET))
        .forEach(entry -> {
          String path = entry.path().replaceAll(":[a-zA-Z]+", "none");
          Browser browser = house.signedIn(tenant, Role.OWNER).with("Accept", "application/json");
          assertThat(browser.post(path, Map.of()).body()).as(path).contains("CSRF_FAILED");
          assertThat(browser.post(path, Map.of("csrf", "x".repeat(43))).body())
              .as(path)
              .contains("CSRF_FAILED");
        });
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
}
