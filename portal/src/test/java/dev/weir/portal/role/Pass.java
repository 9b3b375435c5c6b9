package dev.weir.portal.role;

import dev.weir.contract.identity.TenantId;
import dev.weir.portal.Browser;
import dev.weir.portal.PortalHouse;
import dev.weir.portal.apikey.ApiKeyStore;
import dev.weir.portal.identity.Permission;
import dev.weir.portal.identity.Role;
import dev.weir.portal.web.Tokens;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Set;

/**
 * What a visitor shows.
 *
 * @param session value of the session cookie; nobody's, for who has none
 * @param bearer API key or token; empty for who has none
 */
record Pass(String session, String bearer) {

  /** Makes a new visitor of this kind in a tenant. */
  static Pass of(Visitor visitor, PortalHouse house, TenantId tenant) {
    return switch (visitor) {
      case Visitor.Stranger _ -> new Pass(nobodys(), "");
      case Visitor.FormerMember _ -> {
        String session = house.session(tenant, Role.OWNER);
        house.sql(
            """
            DELETE FROM membership WHERE person_id =
              (SELECT person_id FROM portal_session WHERE id_hash = sha256('%s'))
            """
                .formatted(session));
        yield new Pass(session, "");
      }
      case Visitor.Member(Role role, boolean staff) -> {
        String session = house.session(tenant, role);
        if (staff) {
          house.joinStaff(session);
        }
        yield new Pass(session, "");
      }
      case Visitor.Program(Set<Permission> scopes, boolean byToken) -> {
        String key =
            new ApiKeyStore(house.database(), house.time())
                .create(tenant, "walk " + Tokens.random(64), scopes)
                .text();
        yield new Pass(nobodys(), byToken ? token(house.browser(), key) : key);
      }
    };
  }

  /** What forms of this visitor carry. */
  String csrf() {
    return Tokens.csrf(session);
  }

  private static String nobodys() {
    return Tokens.random(Tokens.SESSION_BITS);
  }

  private static String token(Browser program, String key) {
    String made =
        program
            .with("Authorization", "Bearer " + key)
            .send(
                HttpRequest.newBuilder(program.uri("/api/v1/tokens"))
                    .header("Content-Type", "application/json")
                    .POST(BodyPublishers.ofString(new JsonObject().encode())))
            .body();
    return new JsonObject(made).getString("token");
  }
}
