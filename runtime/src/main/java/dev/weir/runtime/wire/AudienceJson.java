package dev.weir.runtime.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.weir.contract.identity.DomainName;
import dev.weir.contract.identity.NodeId;
import dev.weir.contract.identity.StreamAddress;
import dev.weir.contract.identity.ViewerId;
import dev.weir.contract.live.AudienceReport;
import dev.weir.contract.live.PlayProtocol;
import dev.weir.contract.live.ViewerSighting;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.UUID;

/** The question who watches a stream, and a gateway's answer, as JSON. */
public final class AudienceJson {

  /** Version of this form. */
  public static final int VERSION = 1;

  private AudienceJson() {}

  /**
   * The question who watches a stream.
   *
   * @param id of this question; the answers name it
   * @param stream which stream
   */
  public record Question(UUID id, StreamAddress stream) {}

  /**
   * What a gateway says.
   *
   * @param question what it answers
   * @param report who watches there
   */
  public record Answer(UUID question, AudienceReport report) {}

  /** The question. */
  public static String write(Question question) {
    ObjectNode json = JsonFields.object().put("v", VERSION).put("id", question.id().toString());
    json.set("stream", AddressJson.write(question.stream()));
    return json.toString();
  }

  /** The answer. */
  public static String write(Answer answer) {
    AudienceReport report = answer.report();
    ObjectNode json =
        JsonFields.object()
            .put("v", VERSION)
            .put("id", answer.question().toString())
            .put("node", report.node().value());
    ObjectNode counts = json.putObject("viewers");
    report.viewers().forEach((protocol, count) -> counts.put(protocol.name(), count));
    ArrayNode shown = json.putArray("shown");
    report.shown().forEach(viewer -> shown.add(write(viewer)));
    return json.toString();
  }

  /** Reads a question; throws {@link MalformedWireException}. */
  public static Question readQuestion(String text) {
    try {
      JsonFields json = versioned("question", text);
      return new Question(
          UUID.fromString(json.text("id")), AddressJson.read(json.object("stream")));
    } catch (IllegalArgumentException broken) {
      throw new MalformedWireException("question cannot be read: " + broken.getMessage(), broken);
    }
  }

  /** Reads an answer; throws {@link MalformedWireException}. */
  public static Answer readAnswer(String text) {
    try {
      JsonFields json = versioned("answer", text);
      JsonFields counts = json.object("viewers");
      Map<PlayProtocol, Integer> viewers = new EnumMap<>(PlayProtocol.class);
      counts.names().forEach(name -> viewers.put(PlayProtocol.valueOf(name), counts.count(name)));
      return new Answer(
          UUID.fromString(json.text("id")),
          new AudienceReport(
              new NodeId(json.text("node")),
              viewers,
              json.list("shown", AudienceJson::readViewer)));
    } catch (IllegalArgumentException broken) {
      throw new MalformedWireException("answer cannot be read: " + broken.getMessage(), broken);
    }
  }

  private static JsonFields versioned(String what, String text) {
    JsonFields json = JsonFields.of(JsonFields.parse(what, text));
    if (json.number("v") != VERSION) {
      throw new MalformedWireException(what + " of an unknown version");
    }
    return json;
  }

  private static ObjectNode write(ViewerSighting viewer) {
    return JsonFields.object()
        .put("viewer", viewer.viewer().hex())
        .put("user", viewer.user())
        .put("domain", viewer.domain().value())
        .put("protocol", viewer.protocol().name())
        .put("address", viewer.address())
        .put("since", viewer.since().toEpochMilli())
        .put("bytes", viewer.bytes());
  }

  private static ViewerSighting readViewer(JsonNode node) {
    JsonFields json = JsonFields.of(node);
    return new ViewerSighting(
        new ViewerId(json.text("viewer")),
        json.text("user"),
        new DomainName(json.text("domain")),
        PlayProtocol.valueOf(json.text("protocol")),
        json.text("address"),
        Instant.ofEpochMilli(json.number("since")),
        json.number("bytes"));
  }
}
