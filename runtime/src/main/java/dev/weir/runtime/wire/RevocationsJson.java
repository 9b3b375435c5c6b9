package dev.weir.runtime.wire;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weir.contract.access.Cidr;
import dev.weir.contract.identity.UserMark;
import dev.weir.contract.identity.ViewerId;
import dev.weir.contract.policy.Revocations;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/** The part of a policy that says whose viewing was ended; each with its end. */
final class RevocationsJson {

  private RevocationsJson() {}

  static ObjectNode write(Revocations revocations) {
    ObjectNode json = JsonFields.object();
    json.set("viewers", write(revocations.viewers()));
    json.set("users", write(revocations.users()));
    json.set("networks", write(revocations.networks()));
    revocations
        .begunBefore()
        .ifPresent(cutoff ->
            json.putObject("begunBefore")
                .put("moment", cutoff.moment().toEpochMilli())
                .put("until", cutoff.until().toEpochMilli()));
    return json;
  }

  static Revocations read(JsonFields json) {
    return new Revocations(
        read(json.object("viewers"), ViewerId::new),
        read(json.object("users"), UserMark::new),
        read(json.object("networks"), Cidr::parse),
        json.optionalObject("begunBefore")
            .map(cutoff ->
                new Revocations.Cutoff(moment(cutoff, "moment"), moment(cutoff, "until"))));
  }

  private static ObjectNode write(Map<?, Instant> until) {
    ObjectNode json = JsonFields.object();
    until.entrySet().stream()
        .sorted(Comparator.comparing(entry -> entry.getKey().toString()))
        .forEach(entry -> json.put(entry.getKey().toString(), entry.getValue().toEpochMilli()));
    return json;
  }

  private static <K> Map<K, Instant> read(JsonFields json, Function<String, K> key) {
    Map<K, Instant> until = new HashMap<>();
    json.names().forEach(name -> until.put(key.apply(name), moment(json, name)));
    return until;
  }

  private static Instant moment(JsonFields json, String name) {
    return Instant.ofEpochMilli(json.number(name));
  }
}
