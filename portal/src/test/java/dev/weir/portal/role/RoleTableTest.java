package dev.weir.portal.role;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.portal.PortalHouse;
import dev.weir.portal.identity.Permission;
import dev.weir.portal.identity.Role;
import dev.weir.portal.web.Access;
import dev.weir.portal.web.RouteEntry;
import io.vertx.core.http.HttpMethod;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * The table of {@code docs/roles.md} holds on every route, and the walk that says so notices where
 * it does not. A route that is added later is walked without being named here.
 */
@Timeout(180)
class RoleTableTest {

  private static final RoleTable DOCUMENT = RoleTable.read();

  private PortalHouse house;

  @BeforeEach
  void open() {
    house = PortalHouse.open();
  }

  @AfterEach
  void close() {
    house.close();
  }

  @Test
  void everybodyGetsWhatTheTableSaysAndNoMore() {
    assertThat(walk(DOCUMENT).breaches(house.portal().routes())).isEmpty();
  }

  /** Each route in turn stands there without its check; none may go unnoticed. */
  @Test
  void aRouteWithoutItsCheckIsNoticed() {
    List<RouteEntry> guarded =
        house.portal().routes().stream().filter(RoleTableTest::canLoseItsCheck).toList();
    String spoilt = house.serve(guarded.stream().map(RoleTableTest::withoutItsCheck).toList());
    List<String> breaches = new RoleWalk(house, spoilt, DOCUMENT).breaches(guarded);
    assertThat(guarded)
        .hasSizeGreaterThan(50)
        .allSatisfy(entry ->
            assertThat(breaches)
                .anyMatch(
                    line -> line.startsWith(entry.method() + " " + entry.path() + " is not ")));
  }

  /** What is right is read from the document, and from nowhere else. */
  @Test
  void aRoleThatGetsLessThanTheDocumentSaysIsNoticed() {
    List<RouteEntry> members =
        house.portal().routes().stream()
            .filter(entry -> entry.access().equals(new Access.Needs(Permission.MEMBERS_READ)))
            .toList();
    assertThat(walk(DOCUMENT.with(Role.VIEWER, Permission.MEMBERS_READ)).breaches(members))
        .hasSizeGreaterThanOrEqualTo(members.size())
        .allMatch(line -> line.contains("is not LET_IN for Member[role=VIEWER"));
  }

  private RoleWalk walk(RoleTable document) {
    return new RoleWalk(house, "http://127.0.0.1:" + house.portal().port(), document);
  }

  /** The API's document refuses to serve what it wants another permission for. */
  private static boolean canLoseItsCheck(RouteEntry entry) {
    boolean page = entry.method().equals(HttpMethod.GET) || entry.method().equals(HttpMethod.POST);
    return page && !(entry.access() instanceof Access.Open);
  }

  /** One step less: the permission, or the gate where everybody has the permission. */
  private static RouteEntry withoutItsCheck(RouteEntry entry) {
    Access less =
        switch (entry.access()) {
          case Access.Needs(Permission permission) when !everybodyHas(permission) ->
              new Access.SignedIn();
          case Access.OperatorOnly _, Access.OperatorScript _ -> new Access.SignedIn();
          case Access.Open _,
              Access.SignedIn _,
              Access.Needs _,
              Access.Script _,
              Access.Api _,
              Access.Program _ ->
              new Access.Open();
        };
    return new RouteEntry(entry.method(), entry.path(), less, ctx -> ctx.end());
  }

  private static boolean everybodyHas(Permission permission) {
    Stream<Set<Permission>> all = Arrays.stream(Role.values()).map(DOCUMENT::of);
    return all.allMatch(has -> has.contains(permission));
  }
}
