package dev.weir.portal.isolation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.contract.fault.FaultCode;
import dev.weir.contract.fault.WeirFault;
import dev.weir.portal.PortalHouse;
import dev.weir.portal.identity.Permission;
import dev.weir.portal.web.RouteEntry;
import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Tenants are apart on every route, and the walk that says so notices when they are not. */
@Timeout(400)
class RouteIsolationTest {

  private PortalHouse house;

  @BeforeEach
  void twoTenants() {
    house = PortalHouse.open();
    TenantFixtures.fill(house);
  }

  @AfterEach
  void close() {
    house.close();
  }

  @Test
  void noRouteTellsATenantOfAnother() {
    List<RouteEntry> table = house.portal().routes();
    assertThat(RouteWalk.breaches(house, table, house.serve(table))).isEmpty();
  }

  @Test
  void aListThatForgetsItsTenantIsNoticed() {
    assertThat(breachesWith("/spoilt", ctx -> ctx.end(house.dump("domain"))))
        .contains("GET /spoilt shows something of another tenant");
  }

  @Test
  void aNameThatIsRefusedOtherwiseBecauseItExistsIsNoticed() {
    Handler<RoutingContext> teller =
        ctx -> {
          boolean exists = house.dump("domain").contains(ctx.pathParam("domain"));
          throw new WeirFault(exists ? FaultCode.FORBIDDEN : FaultCode.NOT_FOUND, "spoilt");
        };
    assertThat(breachesWith("/spoilt/:domain", teller))
        .contains(
            "GET /spoilt/zzb-name.example.org is answered otherwise than a name that nobody has");
  }

  @Test
  void aChangeOfAnothersRowsIsNoticed() {
    assertThat(
            breachesWith(
                "/spoilt",
                ctx -> {
                  house.sql("UPDATE app SET takeover = true");
                  ctx.end();
                }))
        .anySatisfy(
            found -> assertThat(found).startsWith("some route changed another tenant's row"));
  }

  /** What the walk finds on a table with one line too many. */
  private List<String> breachesWith(String path, Handler<RoutingContext> handler) {
    RouteEntry spoilt = RouteEntry.page(path, Permission.DOMAINS_READ, handler);
    List<RouteEntry> table = new ArrayList<>(house.portal().routes());
    table.add(spoilt);
    return RouteWalk.breaches(house, List.of(spoilt), house.serve(table));
  }
}
