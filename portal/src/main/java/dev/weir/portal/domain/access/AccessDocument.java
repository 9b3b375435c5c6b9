package dev.weir.portal.domain.access;

import dev.weir.contract.access.SignatureType;
import dev.weir.contract.live.PlayProtocol;
import dev.weir.contract.policy.AccessList;
import dev.weir.contract.policy.PublisherRules;
import dev.weir.contract.policy.RemoteAuthorization;
import dev.weir.contract.policy.ViewerRules;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Access settings as one JSON document: as they rest, and as the API tells and takes them. Names of
 * fields are a contract. What a document does not say is as on a new domain.
 */
public final class AccessDocument {

  private static final String REQUIRED = "signatureRequired";
  private static final String VALIDITY = "signatureValiditySeconds";
  private static final String SIGNATURES = "signatures";
  private static final String NETWORKS = "networks";
  private static final String STREAMS = "streams";
  private static final String REFERERS = "referers";
  private static final String EMPTY_REFERER = "emptyReferer";
  private static final String AGENTS = "agents";
  private static final String PROTOCOLS = "protocols";
  private static final String RENDITIONS = "renditions";
  private static final String REMOTE = "remote";
  private static final String ENDPOINT = "endpoint";

  /** Said by who wants nobody to be asked any more, and never by a document that rests. */
  private static final String ASKED = "asked";

  private AccessDocument() {}

  /** The whole document, whatever is as on a new domain included. */
  public static JsonObject of(AccessSettings settings) {
    JsonObject json =
        new JsonObject()
            .put(REQUIRED, settings.proofs().required())
            .put(VALIDITY, settings.proofs().validityS())
            .put(SIGNATURES, names(settings.proofs().signatures()));
    return switch (settings) {
      case AccessSettings.OfPublishers publishers ->
          json.put(NETWORKS, list(EntryKind.NETWORK, publishers.rules().networks()))
              .put(STREAMS, list(EntryKind.STREAM, publishers.rules().streams()));
      case AccessSettings.OfViewers viewers -> {
        ViewerRules rules = viewers.rules();
        json.put(NETWORKS, list(EntryKind.NETWORK, rules.networks()))
            .put(REFERERS, list(EntryKind.HOST, rules.referers()))
            .put(EMPTY_REFERER, rules.emptyReferer())
            .put(AGENTS, list(EntryKind.AGENT, rules.agents()))
            .put(PROTOCOLS, names(rules.protocols()))
            .put(RENDITIONS, list(EntryKind.RENDITION, rules.renditions()));
        viewers.remote().ifPresent(remote -> json.put(REMOTE, of(remote)));
        yield json;
      }
    };
  }

  /** Whether a document about this side has a field of this name. */
  public static boolean knows(AccessSettings side, String field) {
    return of(side).containsKey(field)
        || (field.equals(REMOTE) && side instanceof AccessSettings.OfViewers);
  }

  /** Reads a document about publishers; throws {@link WrongEntry} for what is out of its range. */
  public static AccessSettings.OfPublishers publishers(JsonObject json) {
    return new AccessSettings.OfPublishers(
        proofs(json),
        new PublisherRules(
            list(EntryKind.NETWORK, json, NETWORKS), list(EntryKind.STREAM, json, STREAMS)));
  }

  /** Reads a document about viewers; throws {@link WrongEntry} for what is out of its range. */
  public static AccessSettings.OfViewers viewers(JsonObject json) {
    return new AccessSettings.OfViewers(
        proofs(json),
        new ViewerRules(
            list(EntryKind.NETWORK, json, NETWORKS),
            list(EntryKind.HOST, json, REFERERS),
            json.getBoolean(EMPTY_REFERER, true),
            list(EntryKind.AGENT, json, AGENTS),
            json.containsKey(PROTOCOLS)
                ? enums(PlayProtocol.class, json, PROTOCOLS)
                : ViewerRules.none().protocols(),
            list(EntryKind.RENDITION, json, RENDITIONS)),
        Optional.ofNullable(json.getJsonObject(REMOTE))
            .filter(remote -> remote.getBoolean(ASKED, true))
            .map(AccessDocument::remote));
  }

  /** Names of constants, as documents have them, in the order of their declaration. */
  public static <E extends Enum<E>> List<String> names(Collection<E> constants) {
    return constants.stream().sorted().map(AccessDocument::name).toList();
  }

  /** The name of a constant, as documents have it. */
  public static String name(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  private static Proofs proofs(JsonObject json) {
    try {
      return new Proofs(
          json.getBoolean(REQUIRED, Proofs.DEFAULT.required()),
          json.containsKey(SIGNATURES)
              ? enums(SignatureType.class, json, SIGNATURES)
              : Proofs.DEFAULT.signatures(),
          json.getInteger(VALIDITY, Proofs.DEFAULT.validityS()));
    } catch (IllegalArgumentException wrong) {
      throw new WrongEntry("/" + VALIDITY, String.valueOf(wrong.getMessage()));
    }
  }

  private static <T> JsonObject list(EntryKind<T> kind, AccessList<T> list) {
    return new JsonObject()
        .put("effect", name(list.effect()))
        .put("entries", new JsonArray(list.entries().stream().map(kind.write()).toList()));
  }

  private static <T> AccessList<T> list(EntryKind<T> kind, JsonObject whole, String name) {
    JsonObject json = whole.getJsonObject(name);
    if (json == null) {
      return AccessList.off();
    }
    JsonArray texts = json.getJsonArray("entries", new JsonArray());
    if (texts.size() > AccessList.MAX_ENTRIES) {
      throw new WrongEntry(
          "/" + name + "/entries", "has more than " + AccessList.MAX_ENTRIES + " entries");
    }
    List<T> entries = new ArrayList<>();
    for (int i = 0; i < texts.size(); i++) {
      String pointer = "/" + name + "/entries/" + i;
      entries.add(
          kind.find(texts.getString(i))
              .orElseThrow(() -> new WrongEntry(pointer, "is no entry of this list")));
    }
    return new AccessList<>(
        AccessList.Effect.valueOf(json.getString("effect", "off").toUpperCase(Locale.ROOT)),
        entries.stream().distinct().toList());
  }

  private static JsonObject of(RemoteAuthorization remote) {
    return new JsonObject()
        .put(ENDPOINT, remote.endpoint().toString())
        .put("timeoutMs", remote.timeout().toMillis())
        .put("unanswered", remote.admitUnanswered() ? "admit" : "refuse")
        .put("facts", names(remote.facts()))
        .put("remembersAdmissionSeconds", remote.remembersAdmission().toSeconds())
        .put("remembersRefusalSeconds", remote.remembersRefusal().toSeconds());
  }

  private static RemoteAuthorization remote(JsonObject json) {
    URI endpoint =
        Endpoints.find(json.getString(ENDPOINT, ""))
            .orElseThrow(() -> new WrongEntry("/remote/endpoint", "is no address that is asked"));
    try {
      return Endpoints.require(
          new RemoteAuthorization(
              endpoint,
              Duration.ofMillis(json.getInteger("timeoutMs", Endpoints.TIMEOUT_MS)),
              json.getString("unanswered", "refuse").equals("admit"),
              enums(RemoteAuthorization.Fact.class, json, "facts"),
              seconds(json, "remembersAdmissionSeconds", Endpoints.REMEMBERED_S),
              seconds(json, "remembersRefusalSeconds", Endpoints.REFUSAL_REMEMBERED_S)));
    } catch (IllegalArgumentException wrong) {
      throw new WrongEntry("/remote", String.valueOf(wrong.getMessage()));
    }
  }

  private static Duration seconds(JsonObject json, String name, int otherwise) {
    return Duration.ofSeconds(json.getInteger(name, otherwise));
  }

  private static <E extends Enum<E>> Set<E> enums(Class<E> type, JsonObject json, String name) {
    Set<E> constants = EnumSet.noneOf(type);
    for (Object text : json.getJsonArray(name, new JsonArray())) {
      constants.add(Enum.valueOf(type, String.valueOf(text).toUpperCase(Locale.ROOT)));
    }
    return constants;
  }
}
