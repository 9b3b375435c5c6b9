package dev.weir.runtime.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weir.contract.access.SignatureType;
import dev.weir.contract.access.SigningKey;
import dev.weir.contract.access.SigningKeyRing;
import dev.weir.contract.access.TokenKey;
import dev.weir.contract.identity.DomainName;
import dev.weir.contract.policy.Authentication;
import dev.weir.contract.policy.RemoteAuthorization;
import dev.weir.runtime.secrets.SealedBox;
import java.net.URI;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;

/** The part of a policy that says how people prove their right; its keys sealed. */
final class AuthenticationJson {

  private final SealedBox box;

  AuthenticationJson(SealedBox box) {
    this.box = box;
  }

  ObjectNode write(DomainName domain, String use, Authentication proofs) {
    ObjectNode json = JsonFields.object();
    json.put("required", proofs.required()).put("validity", proofs.validity().toString());
    json.set("signatures", PolicyJson.names(proofs.signatures()));
    ArrayNode keys = json.putArray("keys");
    for (SigningKey key : proofs.keys().keys()) {
      keys.addObject()
          .put("id", key.id())
          .put("sealed", box.seal(key.secret(), context(domain, use, key.id())));
    }
    ArrayNode tokenKeys = json.putArray("tokenKeys");
    for (TokenKey key : proofs.tokenKeys()) {
      tokenKeys
          .addObject()
          .put("id", key.id())
          .put("algorithm", key.algorithm().name())
          .put("sealed", box.seal(key.material(), context(domain, use + "-token", key.id())));
    }
    proofs.remote().ifPresent(remote -> json.set("remote", writeRemote(remote)));
    return json;
  }

  Authentication read(DomainName domain, String use, JsonFields json) {
    return new Authentication(
        json.flag("required"),
        enums(SignatureType.class, json, "signatures"),
        new SigningKeyRing(json.list("keys", node -> readKey(domain, use, node))),
        Duration.parse(json.text("validity")),
        json.list("tokenKeys", node -> readTokenKey(domain, use, node)),
        json.optionalObject("remote").map(AuthenticationJson::readRemote));
  }

  private SigningKey readKey(DomainName domain, String use, JsonNode node) {
    JsonFields json = JsonFields.of(node);
    String id = json.text("id");
    return new SigningKey(id, box.open(json.text("sealed"), context(domain, use, id)));
  }

  private TokenKey readTokenKey(DomainName domain, String use, JsonNode node) {
    JsonFields json = JsonFields.of(node);
    String id = json.text("id");
    return new TokenKey(
        id,
        TokenKey.Algorithm.valueOf(json.text("algorithm")),
        box.open(json.text("sealed"), context(domain, use + "-token", id)));
  }

  /** What a key is bound to: copied to another domain or use, it does not open. */
  private static String context(DomainName domain, String use, String keyId) {
    return "policy/" + domain + "/" + use + "/" + keyId;
  }

  private static ObjectNode writeRemote(RemoteAuthorization remote) {
    ObjectNode json = JsonFields.object();
    json.put("endpoint", remote.endpoint().toString())
        .put("timeout", remote.timeout().toString())
        .put("admitUnanswered", remote.admitUnanswered())
        .put("remembersAdmission", remote.remembersAdmission().toString())
        .put("remembersRefusal", remote.remembersRefusal().toString());
    json.set("facts", PolicyJson.names(remote.facts()));
    return json;
  }

  private static RemoteAuthorization readRemote(JsonFields json) {
    return new RemoteAuthorization(
        URI.create(json.text("endpoint")),
        Duration.parse(json.text("timeout")),
        json.flag("admitUnanswered"),
        enums(RemoteAuthorization.Fact.class, json, "facts"),
        Duration.parse(json.text("remembersAdmission")),
        Duration.parse(json.text("remembersRefusal")));
  }

  static <E extends Enum<E>> Set<E> enums(Class<E> type, JsonFields json, String name) {
    EnumSet<E> values = EnumSet.noneOf(type);
    json.texts(name).forEach(value -> values.add(Enum.valueOf(type, value)));
    return values;
  }
}
