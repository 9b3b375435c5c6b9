package dev.weir.runtime.wire;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weir.contract.identity.AppName;
import dev.weir.contract.identity.DomainName;
import dev.weir.contract.identity.StreamAddress;
import dev.weir.contract.identity.StreamName;
import dev.weir.contract.identity.TenantId;
import dev.weir.contract.keeping.Keeping;
import dev.weir.contract.ladder.Ladders;
import dev.weir.contract.policy.BlockList;
import dev.weir.contract.policy.DomainPolicy;
import dev.weir.contract.policy.HlsContainer;
import dev.weir.contract.policy.PlayPolicy;
import dev.weir.contract.policy.PushPolicy;
import dev.weir.contract.policy.Revocations;
import dev.weir.contract.policy.TenantQuota;
import dev.weir.contract.policy.Transport;
import dev.weir.runtime.secrets.SealedBox;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * A domain's policy as JSON. Signing keys and secrets of stores are sealed, each bound to its
 * domain and use, so that a key copied to another domain does not open. Thread-safe.
 */
public final class PolicyJson {

  /** Version of this form. */
  public static final int VERSION = 2;

  private final AuthenticationJson proofs;
  private final StoresJson stores;

  /** Seals and opens keys with {@code box}. */
  public PolicyJson(SealedBox box) {
    this.proofs = new AuthenticationJson(box);
    this.stores = new StoresJson(box);
  }

  /** The policy, keys sealed. */
  public String write(DomainPolicy policy) {
    ObjectNode json = JsonFields.object();
    json.put("v", VERSION)
        .put("tenant", policy.tenant().toString())
        .put("domain", policy.domain().value())
        .put("version", policy.version());
    if (policy.suspended()) {
      json.put("suspended", true);
    }
    policy.push().ifPresent(push -> json.set("push", writePush(policy.domain(), push)));
    policy.play().ifPresent(play -> json.set("play", writePlay(policy.domain(), play)));
    json.set("blocks", writeBlocks(policy.blocks()));
    if (!policy.revocations().isEmpty()) {
      json.set("revocations", RevocationsJson.write(policy.revocations()));
    }
    json.set("quota", writeQuota(policy.quota()));
    return json.toString();
  }

  /**
   * Reads what {@link #write} wrote; throws {@link MalformedWireException} on anything else, keys
   * that do not open among it.
   */
  public DomainPolicy read(String text) {
    try {
      JsonFields json = JsonFields.of(JsonFields.parse("policy", text));
      if (json.number("v") != VERSION) {
        throw new MalformedWireException("policy of an unknown version");
      }
      DomainName domain = new DomainName(json.text("domain"));
      TenantId tenant = TenantId.parse(json.text("tenant"));
      return new DomainPolicy(
          tenant,
          domain,
          json.number("version"),
          json.optionalObject("push").map(push -> readPush(domain, push)),
          json.optionalObject("play").map(play -> readPlay(domain, play)),
          json.flagOrFalse("suspended"),
          json.has("blocks") ? readBlocks(tenant, json) : BlockList.none(),
          json.optionalObject("revocations").map(RevocationsJson::read).orElse(Revocations.none()),
          json.optionalObject("quota").map(PolicyJson::readQuota).orElse(TenantQuota.UNLIMITED));
    } catch (IllegalArgumentException | DateTimeException | SealedBox.UnopenedException broken) {
      throw new MalformedWireException("policy cannot be read: " + broken.getMessage(), broken);
    }
  }

  private ObjectNode writePush(DomainName domain, PushPolicy push) {
    ObjectNode json = JsonFields.object();
    json.set("apps", names(push.apps()));
    json.set("authentication", proofs.write(domain, "push", push.authentication()));
    json.set("rules", RulesJson.write(push.rules()));
    json.set("takeoverApps", names(push.takeoverApps()));
    json.set("ladders", LaddersJson.write(push.ladders()));
    json.set("keeping", KeepingJson.write(push.keeping()));
    if (!push.keeping().stores().isEmpty()) {
      json.set("stores", stores.write(domain, push.keeping().stores()));
    }
    return json.put("reconnectWindow", push.reconnectWindow().toString())
        .put("maxLiveStreams", push.maxLiveStreams());
  }

  private PushPolicy readPush(DomainName domain, JsonFields json) {
    return new PushPolicy(
        apps(json, "apps"),
        proofs.read(domain, "push", json.object("authentication")),
        RulesJson.readPublishers(json.object("rules")),
        apps(json, "takeoverApps"),
        Duration.parse(json.text("reconnectWindow")),
        json.count("maxLiveStreams"),
        json.optionalObject("ladders").map(LaddersJson::read).orElse(Ladders.none()),
        keeping(domain, json));
  }

  private Keeping keeping(DomainName domain, JsonFields json) {
    Keeping rules = json.optionalObject("keeping").map(KeepingJson::read).orElse(Keeping.nothing());
    return json.has("stores") ? rules.in(stores.read(domain, json)) : rules;
  }

  private ObjectNode writePlay(DomainName domain, PlayPolicy play) {
    ObjectNode json = JsonFields.object();
    json.put("pushDomain", play.pushDomain().value());
    json.set("apps", names(play.apps()));
    json.set("authentication", proofs.write(domain, "play", play.authentication()));
    json.set("rules", RulesJson.write(play.rules()));
    json.put("sessionLifetime", play.sessionLifetime().toString());
    json.set("corsOrigins", names(play.corsOrigins()));
    json.set("frameAncestors", names(play.frameAncestors()));
    json.set("transport", writeTransport(play.transport()));
    return json.put("defaultContainer", play.defaultContainer().name())
        .put("maxViewers", play.maxViewers());
  }

  private PlayPolicy readPlay(DomainName domain, JsonFields json) {
    return new PlayPolicy(
        new DomainName(json.text("pushDomain")),
        apps(json, "apps"),
        proofs.read(domain, "play", json.object("authentication")),
        RulesJson.readViewers(json.object("rules")),
        Duration.parse(json.text("sessionLifetime")),
        Set.copyOf(json.texts("corsOrigins")),
        Set.copyOf(json.texts("frameAncestors")),
        HlsContainer.valueOf(json.text("defaultContainer")),
        json.count("maxViewers"),
        json.optionalObject("transport").map(PolicyJson::readTransport).orElse(Transport.ANY));
  }

  private static ObjectNode writeTransport(Transport transport) {
    return JsonFields.object()
        .put("forceHttps", transport.forceHttps())
        .put("hstsMaxAge", transport.hstsMaxAge().toString());
  }

  private static Transport readTransport(JsonFields json) {
    return new Transport(json.flag("forceHttps"), Duration.parse(json.text("hstsMaxAge")));
  }

  private static ArrayNode writeBlocks(BlockList blocks) {
    ArrayNode list = JsonFields.array();
    blocks.until().entrySet().stream()
        .sorted(Comparator.comparing(block -> block.getKey().toString()))
        .forEach(block -> {
          ObjectNode json = list.addObject();
          json.put("domain", block.getKey().pushDomain().value())
              .put("app", block.getKey().app().value())
              .put("stream", block.getKey().stream().value());
          block.getValue().ifPresent(until -> json.put("until", until.toEpochMilli()));
        });
    return list;
  }

  private static BlockList readBlocks(TenantId tenant, JsonFields json) {
    Map<StreamAddress, Optional<Instant>> until = new HashMap<>();
    json.list("blocks", JsonFields::of)
        .forEach(block ->
            until.put(
                new StreamAddress(
                    tenant,
                    new DomainName(block.text("domain")),
                    new AppName(block.text("app")),
                    new StreamName(block.text("stream"))),
                block.has("until")
                    ? Optional.of(Instant.ofEpochMilli(block.number("until")))
                    : Optional.empty()));
    return new BlockList(until);
  }

  private static ObjectNode writeQuota(TenantQuota quota) {
    return JsonFields.object()
        .put("liveStreams", quota.liveStreams())
        .put("viewers", quota.viewers())
        .put("egressBits", quota.egressBits())
        .put("transcodes", quota.transcodes());
  }

  private static TenantQuota readQuota(JsonFields json) {
    return new TenantQuota(
        json.number("liveStreams"),
        json.number("viewers"),
        json.number("egressBits"),
        json.has("transcodes") ? json.number("transcodes") : Long.MAX_VALUE);
  }

  private static Set<AppName> apps(JsonFields json, String name) {
    Set<AppName> apps = new HashSet<>();
    json.texts(name).forEach(app -> apps.add(new AppName(app)));
    return apps;
  }

  /** In order, so that the same policy has the same text but for its seals. */
  static ArrayNode names(Collection<?> values) {
    TreeSet<String> sorted = new TreeSet<>();
    values.forEach(value -> sorted.add(value.toString()));
    ArrayNode names = JsonFields.array();
    sorted.forEach(names::add);
    return names;
  }
}
