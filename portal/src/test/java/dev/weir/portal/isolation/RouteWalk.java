package dev.weir.portal.isolation;

import dev.weir.contract.fault.FaultCode;
import dev.weir.portal.LiveTelling;
import dev.weir.portal.PortalHouse;
import dev.weir.portal.apikey.ApiKeyStore;
import dev.weir.portal.identity.Permission;
import dev.weir.portal.identity.Role;
import dev.weir.portal.isolation.Stranger.Answer;
import dev.weir.portal.web.RouteEntry;
import io.vertx.core.http.HttpMethod;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Asks as one tenant for every route with the other's ids and names, in its path and in its query.
 * The answer must be the one that names get which nobody has, and nothing of the other may stand in
 * it. Routes come from the table, ids and names from the database.
 */
final class RouteWalk {

  private static final Pattern UUID_FORM =
      Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

  private static final Pattern PLACE = Pattern.compile(":[A-Za-z]+");

  /** Longest id or name that is tried; what is longer is no name. */
  private static final int MAX_NAME = 64;

  /** Before each pair of requests, so that none is refused for coming too soon. */
  private static final Duration REST = Duration.ofMillis(200);

  /** Names of query parameters that take what a tenant has. */
  private static final List<String> QUERY =
      List.of("domain", "app", "stream", "person", "object", "id", "tenant", "before", "cursor");

  private final Supplier<Stranger> strangers;
  private final List<String> theirs;
  private final Runnable rest;
  private final List<String> breaches = new ArrayList<>();

  /** What the route at hand says to names that nobody has, by their places and forms. */
  private final Map<Map<String, Boolean>, Answer> answered = new HashMap<>();

  private RouteWalk(Supplier<Stranger> strangers, List<String> theirs, Runnable rest) {
    this.strangers = strangers;
    this.theirs = theirs;
    this.rest = rest;
  }

  /**
   * Everything that is wrong, each in a sentence; empty when tenants are apart.
   *
   * @param house filled by {@link TenantFixtures}
   * @param table routes to walk
   * @param base where they are served
   */
  static List<String> breaches(PortalHouse house, List<RouteEntry> table, String base) {
    new LiveTelling(house.live())
        .live(
            LiveTelling.stream(Twin.A.tenant(), own("domain"), own("stream"), "zza-encoder"),
            LiveTelling.stream(Twin.B.tenant(), theirs("domain"), theirs("stream"), "zzb-encoder"));
    HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    try (Connection superuser = house.connect()) {
      Catalogue catalogue = new Catalogue(superuser);
      List<String> before = rowsOfB(catalogue);
      ApiBodies bodies = ApiBodies.load();
      RouteWalk walk =
          new RouteWalk(
              () -> stranger(house, base, bodies, client),
              namesOfB(catalogue),
              () -> house.time().advance(REST));
      // What is looked at comes first: a tenant may well use another's names for things of its own.
      table.stream().filter(RouteWalk::looks).forEach(walk::route);
      table.stream().filter(entry -> !looks(entry)).forEach(walk::route);
      List<String> after = rowsOfB(catalogue);
      before.stream()
          .filter(row -> !after.contains(row))
          .forEach(row -> walk.breaches.add("some route changed another tenant's row " + row));
      after.stream()
          .filter(row -> !before.contains(row))
          .forEach(row -> walk.breaches.add("some route made another tenant's row " + row));
      return List.copyOf(walk.breaches);
    } catch (SQLException failed) {
      throw new IllegalStateException(failed);
    }
  }

  /** A new one for each route: some routes end what the one before them was let in by. */
  private static Stranger stranger(
      PortalHouse house, String base, ApiBodies bodies, HttpClient client) {
    var browser = house.signedIn(Twin.A.tenant(), Role.OWNER);
    browser.get("/account");
    String key =
        new ApiKeyStore(house.database(), house.time())
            .create(Twin.A.tenant(), "walk", EnumSet.allOf(Permission.class))
            .text();
    return new Stranger(client, base, browser, key, bodies);
  }

  private void route(RouteEntry entry) {
    Stranger stranger = strangers.get();
    Set<String> places = new LinkedHashSet<>();
    Matcher found = PLACE.matcher(entry.path());
    while (found.find()) {
      places.add(found.group());
    }
    answered.clear();
    compare(stranger, entry, filled(entry, Map.of()), Map.of());
    for (String place : places) {
      for (String name : theirs) {
        compare(stranger, entry, filled(entry, Map.of(place, name)), Map.of(place, name));
      }
    }
    for (String plain : List.of(":template", ":watermark")) {
      if (places.contains(plain)) {
        // Letters and digits alone, so that it has no mark.
        Map<String, String> typed = Map.of(plain, Twin.B.template());
        compare(stranger, entry, filled(entry, typed), typed);
      }
    }
    if (places.size() > 1) {
      // Behind what is the other's, too, everything that it has.
      Map<String, String> all = new TreeMap<>();
      places.forEach(place -> all.put(place, theirs(place.substring(1))));
      for (String name : theirs) {
        all.put(List.copyOf(places).getLast(), name);
        compare(stranger, entry, filled(entry, all), all);
      }
    }
    if (looks(entry)) {
      for (String parameter : QUERY) {
        String name = theirs(parameter);
        String query = "?" + parameter + "=" + encode(name);
        compare(stranger, entry, filled(entry, Map.of()) + query, Map.of(parameter, name));
      }
    }
  }

  /** The same path twice: with the other's names, and with names that nobody has. */
  private void compare(
      Stranger stranger, RouteEntry entry, String path, Map<String, String> typed) {
    String where = entry.method() + " " + path;
    rest.run();
    Answer answer = stranger.ask(entry, path, typed.values());
    if (typed.isEmpty()) {
      answered.put(Map.of(), answer);
    }
    if (answer.status() == FaultCode.TOO_MANY_REQUESTS.httpStatus()) {
      breaches.add(where + " was not looked at: too many requests");
    }
    if (answer.status() == FaultCode.INTERNAL.httpStatus()) {
      breaches.add(where + " breaks");
    }
    if (Twin.B.shownIn(answer.text())) {
      breaches.add(where + " shows something of another tenant");
    }
    if (!typed.isEmpty() && !isNobodys(answer, stranger, entry, path, typed)) {
      breaches.add(where + " is answered otherwise than a name that nobody has");
    }
  }

  /**
   * Names of one form that nobody has are answered alike mostly: what is not is asked for anew. A
   * query may also be passed over, as if it were not there.
   */
  private boolean isNobodys(
      Answer answer, Stranger stranger, RouteEntry entry, String path, Map<String, String> typed) {
    Map<String, Boolean> form = new TreeMap<>();
    typed.forEach((place, name) -> form.put(place, UUID_FORM.matcher(name).matches()));
    boolean passedOver = path.contains("?") && answer.equals(answered.get(Map.of()));
    if (passedOver || answer.equals(answered.get(form))) {
      return true;
    }
    List<String> nobodys = typed.values().stream().map(RouteWalk::nobodys).toList();
    Answer none = stranger.ask(entry, nobodys(path), nobodys);
    answered.put(form, none);
    return answer.equals(none);
  }

  private static boolean looks(RouteEntry entry) {
    return entry.method().equals(HttpMethod.GET);
  }

  private static String filled(RouteEntry entry, Map<String, String> names) {
    return PLACE
        .matcher(entry.path())
        .replaceAll(
            place -> encode(names.getOrDefault(place.group(), own(place.group().substring(1)))));
  }

  /**
   * What the one who looks has; of ids one that is nothing's, since some routes end what they name.
   */
  private static String own(String place) {
    String theirs = theirs(place);
    return theirs.startsWith(Twin.B.idMark())
        ? Twin.A.nothing().toString()
        : theirs
            .replace(Twin.B.textMark(), Twin.A.textMark())
            .replace(Twin.B.template(), Twin.A.template());
  }

  /** What the other tenant has under the name of a parameter. */
  private static String theirs(String place) {
    return switch (place) {
      case "domain", "object" -> Twin.B.mark() + ".example.org";
      case "app" -> "live";
      case "kind" -> "recordings";
      case "stream", "name" -> Twin.B.mark();
      case "template", "watermark" -> Twin.B.template();
      case "store" -> Twin.B.mark() + "store";
      case "person" -> Twin.B.mark() + "@example.org";
      default -> Twin.B.tenant().toString();
    };
  }

  private static String nobodys(String text) {
    return text.replace(Twin.B.textMark(), "zzn-")
        .replace(Twin.B.template(), "zzntemplate")
        .replace(Twin.B.idMark(), "cccccccc-");
  }

  /** Every id and every name in the other's rows. */
  private static List<String> namesOfB(Catalogue catalogue) {
    Set<String> names = new LinkedHashSet<>();
    for (String table : catalogue.tables()) {
      names.addAll(
          catalogue.column(
              """
              SELECT DISTINCT field.value FROM %s t, jsonb_each_text(to_jsonb(t)) AS field
              WHERE field.value LIKE '%%%s%%' OR field.value LIKE '%%%s%%' ORDER BY field.value
              """
                  .formatted(table, Twin.B.idMark(), Twin.B.textMark())));
    }
    names.removeIf(name -> name.length() > MAX_NAME);
    return List.copyOf(names);
  }

  /** Rows with a mark of the other's; what the one who looks calls so is its own. */
  private static List<String> rowsOfB(Catalogue catalogue) {
    List<String> rows = new ArrayList<>();
    for (String table : catalogue.tables()) {
      rows.addAll(
          catalogue.column(
              """
              SELECT t::text FROM %s t
              WHERE (t::text LIKE '%%%s%%' OR t::text LIKE '%%%s%%') AND t::text NOT LIKE '%%%s%%'
              ORDER BY 1
              """
                  .formatted(table, Twin.B.idMark(), Twin.B.textMark(), Twin.A.idMark())));
    }
    return rows;
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
