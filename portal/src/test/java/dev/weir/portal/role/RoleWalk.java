package dev.weir.portal.role;

import dev.weir.contract.identity.TenantId;
import dev.weir.portal.PortalHouse;
import dev.weir.portal.web.RouteEntry;
import io.vertx.core.http.HttpMethod;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Asks for every route as everybody. Whoever may change something asks for it in a tenant that is
 * new each time, so that no answer depends on what was asked before; whoever is to be refused
 * changes nothing.
 */
final class RoleWalk {

  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final int ERROR = 400;
  private static final int SERVER_ERROR = 500;

  private final PortalHouse house;
  private final String base;
  private final RoleTable document;
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final Tenant looked;
  private final Map<Visitor, Pass> lookers = new HashMap<>();
  private final List<String> breaches = new ArrayList<>();

  private int tenants;

  /**
   * A walk over doors that are open already.
   *
   * @param base where the routes are served
   * @param document says what is right
   */
  RoleWalk(PortalHouse house, String base, RoleTable document) {
    this.house = house;
    this.base = base;
    this.document = document;
    this.looked = tenant();
  }

  /** Everything that is wrong, each in a sentence; empty when each gets what is due. */
  List<String> breaches(List<RouteEntry> table) {
    for (RouteEntry entry : table) {
      // A token ends before the walk does.
      lookers
          .keySet()
          .removeIf(kind -> kind instanceof Visitor.Program(_, boolean byToken) && byToken);
      for (Visitor visitor : Visitor.of(entry, document)) {
        // What was asked for before does not count against the limits.
        house.time().advance(Duration.ofSeconds(1));
        boolean changes =
            !entry.method().equals(HttpMethod.GET)
                && Outcome.due(entry, visitor, document) == Outcome.LET_IN;
        Tenant tenant = changes ? tenant() : looked;
        Pass pass =
            changes
                ? Pass.of(visitor, house, tenant.id())
                : lookers.computeIfAbsent(visitor, kind -> Pass.of(kind, house, looked.id()));
        judge(entry, visitor, ask(entry, tenant, pass));
      }
    }
    return List.copyOf(breaches);
  }

  private record Tenant(TenantId id, String domain) {}

  private Tenant tenant() {
    String domain = "walk" + ++tenants + ".example.org";
    return new Tenant(house.tenantWithoutPassword("owner@" + domain, domain), domain);
  }

  private record Answer(int status, String location, String body) {

    Outcome outcome() {
      if (location.startsWith("/sign-in?next=")) {
        return Outcome.SHOWN_THE_DOOR;
      }
      if (body.startsWith("<!DOCTYPE html>")) {
        // A form that its handler shows again: a sign-in that failed is a 401, too.
        return Outcome.LET_IN;
      }
      return switch (status) {
        case 401 -> says("UNAUTHENTICATED") ? Outcome.UNAUTHENTICATED : Outcome.ODD;
        case 403 -> says("FORBIDDEN") ? Outcome.FORBIDDEN : Outcome.ODD;
        // Too many requests say nothing of the rest.
        case 429 -> Outcome.ODD;
        default -> status < SERVER_ERROR ? Outcome.LET_IN : Outcome.ODD;
      };
    }

    private boolean says(String code) {
      return body.contains("\"code\":\"" + code + "\"");
    }
  }

  private void judge(RouteEntry entry, Visitor visitor, Answer answer) {
    Outcome due = Outcome.due(entry, visitor, document);
    if (answer.outcome() != due) {
      String first = answer.body().lines().findFirst().orElse("");
      breaches.add(
          "%s %s is not %s for %s: %d %s"
              .formatted(entry.method(), entry.path(), due, visitor, answer.status(), first));
    }
  }

  /** Asks as a script would, so that refusals name their code. */
  private Answer ask(RouteEntry entry, Tenant tenant, Pass pass) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(base + path(entry, tenant)))
            .timeout(PATIENCE)
            .header("Accept", "application/json")
            .header("Cookie", "weir-session=" + pass.session());
    if (!pass.bearer().isEmpty()) {
      request.header("Authorization", "Bearer " + pass.bearer());
    }
    boolean api = entry.path().startsWith("/api/");
    switch (entry.method().name()) {
      case "GET" -> request.GET();
      case "DELETE" -> request.DELETE();
      default ->
          request
              .header(
                  "Content-Type", api ? "application/json" : "application/x-www-form-urlencoded")
              .method(
                  entry.method().name(),
                  BodyPublishers.ofString(api ? "{}" : "csrf=" + pass.csrf()));
    }
    try {
      HttpResponse<InputStream> response =
          client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
      // Only refusals are read: some answers never end.
      try (InputStream body = response.body()) {
        String refusal =
            response.statusCode() < ERROR
                ? ""
                : new String(body.readAllBytes(), StandardCharsets.UTF_8);
        return new Answer(
            response.statusCode(), response.headers().firstValue("Location").orElse(""), refusal);
      }
    } catch (IOException failed) {
      throw new UncheckedIOException(entry.path(), failed);
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(stopping);
    }
  }

  /** The route's path with names that exist where there are some. */
  private static String path(RouteEntry entry, Tenant tenant) {
    return entry
        .path()
        .replace(":domain", tenant.domain())
        .replace(":app", "live")
        .replace(":side", "play")
        .replaceAll(":(stream|name)\\b", "demo01")
        .replaceAll(":[A-Za-z]+", "none");
  }
}
