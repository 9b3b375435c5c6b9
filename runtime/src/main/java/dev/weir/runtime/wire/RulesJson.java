package dev.weir.runtime.wire;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weir.contract.access.Cidr;
import dev.weir.contract.identity.Wildcard;
import dev.weir.contract.live.PlayProtocol;
import dev.weir.contract.policy.AccessList;
import dev.weir.contract.policy.PublisherRules;
import dev.weir.contract.policy.ViewerRules;
import java.util.function.Function;

/** The part of a policy that says who is let in, whatever he can prove. */
final class RulesJson {

  private RulesJson() {}

  static ObjectNode write(ViewerRules rules) {
    ObjectNode json = JsonFields.object();
    json.set("networks", write(rules.networks()));
    json.set("referers", write(rules.referers()));
    json.put("emptyReferer", rules.emptyReferer());
    json.set("agents", write(rules.agents()));
    json.set("protocols", PolicyJson.names(rules.protocols()));
    json.set("renditions", write(rules.renditions()));
    return json;
  }

  static ViewerRules readViewers(JsonFields json) {
    return new ViewerRules(
        read(json.object("networks"), Cidr::parse),
        read(json.object("referers"), Wildcard::new),
        json.flag("emptyReferer"),
        read(json.object("agents"), Wildcard::new),
        AuthenticationJson.enums(PlayProtocol.class, json, "protocols"),
        json.optionalObject("renditions")
            .map(list -> read(list, Wildcard::new))
            .orElse(AccessList.off()));
  }

  static ObjectNode write(PublisherRules rules) {
    ObjectNode json = JsonFields.object();
    json.set("networks", write(rules.networks()));
    json.set("streams", write(rules.streams()));
    return json;
  }

  static PublisherRules readPublishers(JsonFields json) {
    return new PublisherRules(
        read(json.object("networks"), Cidr::parse), read(json.object("streams"), Wildcard::new));
  }

  private static ObjectNode write(AccessList<?> list) {
    ObjectNode json = JsonFields.object().put("effect", list.effect().name());
    ArrayNode entries = json.putArray("entries");
    list.entries().forEach(entry -> entries.add(entry.toString()));
    return json;
  }

  private static <T> AccessList<T> read(JsonFields json, Function<String, T> entry) {
    return new AccessList<>(
        AccessList.Effect.valueOf(json.text("effect")),
        json.texts("entries").stream().map(entry).toList());
  }
}
