package dev.weir.portal.api;

import dev.weir.portal.api.frame.ContractGuard;
import dev.weir.portal.api.frame.RepeatGuard;
import dev.weir.portal.identity.Permission;
import dev.weir.portal.web.Access;
import dev.weir.portal.web.RouteEntry;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import java.util.ArrayList;
import java.util.List;

/**
 * What stands before every operation of the API: who asks, what is asked, and whether it was asked
 * before.
 *
 * @param gate lets programs in
 * @param contract judges requests by the document
 * @param repeats answers repeated requests
 */
public record ApiFront(ApiGate gate, ContractGuard contract, RepeatGuard repeats) {

  /**
   * The handlers for one line of the table, in their order.
   *
   * @throws IllegalArgumentException when the line is none of the API
   * @throws IllegalStateException when the document does not describe it
   */
  public List<Handler<RoutingContext>> before(RouteEntry entry) {
    List<Handler<RoutingContext>> handlers = new ArrayList<>();
    handlers.add(
        switch (entry.access()) {
          case Access.Api(Permission permission) -> gate.wanting(permission);
          case Access.Program _ -> gate.wantingAny();
          case Access.Open _,
              Access.SignedIn _,
              Access.Needs _,
              Access.OperatorOnly _,
              Access.OperatorScript _,
              Access.Script _ ->
              throw new IllegalArgumentException("not of the API: " + entry);
        });
    handlers.add(contract.judging(entry));
    if (!entry.method().equals(HttpMethod.GET)) {
      handlers.add(repeats);
    }
    return handlers;
  }
}
