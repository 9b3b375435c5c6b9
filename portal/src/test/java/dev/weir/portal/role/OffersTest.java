package dev.weir.portal.role;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.portal.Browser;
import dev.weir.portal.LiveTelling;
import dev.weir.portal.PortalHouse;
import dev.weir.portal.identity.Role;
import dev.weir.portal.isolation.TenantFixtures;
import dev.weir.portal.isolation.Twin;
import dev.weir.portal.role.Offers.Offer;
import dev.weir.portal.web.Access;
import dev.weir.portal.web.RouteEntry;
import io.vertx.core.http.HttpMethod;
import java.net.http.HttpResponse;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Pages offer each role what it may do, and nothing that would be refused. */
@Timeout(120)
class OffersTest {

  private static final RoleTable DOCUMENT = RoleTable.read();
  private static final Pattern NAVIGATION =
      Pattern.compile("<nav class=\"across\".*?</nav>", Pattern.DOTALL);
  private static final int OK = 200;

  private static PortalHouse house;

  @BeforeAll
  static void aTenantThatHasOneOfEach() {
    house = PortalHouse.open();
    TenantFixtures.fill(house);
    new LiveTelling(house.live())
        .live(LiveTelling.stream(Twin.A.tenant(), "zza-name.example.org", "zza-name", "OBS 31"));
  }

  @AfterAll
  static void close() {
    house.close();
  }

  @ParameterizedTest
  @EnumSource(Role.class)
  void theNavigationLeadsWhereTheRoleMayGo(Role role) {
    List<String> all = navigation(house.signedIn(Twin.A.tenant(), Role.OWNER));
    List<String> due =
        all.stream()
            .filter(path ->
                Outcome.due(route(new Offer("GET", path)), member(role), DOCUMENT)
                    == Outcome.LET_IN)
            .toList();
    Browser browser = house.signedIn(Twin.A.tenant(), role);
    assertThat(navigation(browser)).isNotEmpty().isEqualTo(due);
    assertThat(due)
        .allSatisfy(path -> assertThat(browser.get(path).statusCode()).as(path).isEqualTo(OK));
  }

  @ParameterizedTest
  @EnumSource(Role.class)
  void noPageOffersWhatWouldBeRefused(Role role) {
    Browser browser = house.signedIn(Twin.A.tenant(), role);
    List<String> wrong = new ArrayList<>();
    Set<Offer> seen = new HashSet<>();
    Deque<String> open = new ArrayDeque<>(List.of("/", "/account"));
    while (!open.isEmpty()) {
      String path = open.poll();
      for (Offer offer : Offers.on(follow(browser, path))) {
        RouteEntry route = route(offer);
        if (Outcome.due(route, member(role), DOCUMENT) != Outcome.LET_IN) {
          wrong.add(path + " offers " + offer);
        } else if (seen.add(offer) && isPage(route)) {
          open.add(offer.path());
        }
      }
    }
    assertThat(seen).hasSizeGreaterThan(10);
    assertThat(wrong).isEmpty();
  }

  private static Visitor member(Role role) {
    return new Visitor.Member(role, false);
  }

  private static List<String> navigation(Browser browser) {
    String page = browser.get("/account").body();
    return NAVIGATION
        .matcher(page)
        .results()
        .flatMap(nav -> Pattern.compile("href=\"([^\"]+)\"").matcher(nav.group()).results())
        .map(link -> link.group(1))
        .toList();
  }

  /** What a page fetches by itself never ends, and is not waited for. */
  private static boolean isPage(RouteEntry route) {
    return route.method().equals(HttpMethod.GET)
        && !(route.access() instanceof Access.Script)
        && !(route.access() instanceof Access.OperatorScript);
  }

  private static HttpResponse<String> follow(Browser browser, String path) {
    HttpResponse<String> page = browser.get(path);
    Optional<String> elsewhere = page.headers().firstValue("Location");
    return elsewhere.isPresent() ? browser.get(elsewhere.get()) : page;
  }

  /** The line of the table that answers it. */
  private static RouteEntry route(Offer offer) {
    return house.portal().routes().stream()
        .filter(entry -> entry.method().name().equals(offer.method()))
        .filter(entry -> offer.path().matches(entry.path().replaceAll(":[A-Za-z]+", "[^/]+")))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no route for " + offer));
  }
}
