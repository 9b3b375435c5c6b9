package dev.weir.portal.stream;

import dev.weir.contract.fault.FaultCode;
import dev.weir.contract.fault.WeirFault;
import dev.weir.contract.identity.NameRule;
import dev.weir.contract.identity.StreamAddress;
import dev.weir.portal.label.Labels;
import dev.weir.portal.label.Labels.Label;
import io.vertx.core.http.HttpServerRequest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/**
 * Which live streams a list shows. Public for the template.
 *
 * @param name part of the stream's name, in whichever case; empty for any
 * @param label a label of the stream
 * @param after the place below which the page begins; empty for the top
 */
public record LiveFilter(String name, Optional<Label> label, String after) {

  private static final int MAX_PLACE = 2 * NameRule.MAX_LENGTH + 256;

  /** All of them, from the top. */
  static LiveFilter none() {
    return new LiveFilter("", Optional.empty(), "");
  }

  /** Reads the query of a request; throws {@code WeirFault FORM_INVALID}. */
  static LiveFilter read(HttpServerRequest request) {
    String name = text(request, "name", NameRule.MAX_LENGTH);
    String label = text(request, "label", NameRule.MAX_LENGTH);
    Optional<Label> read = Labels.readOne(label);
    if (read.isEmpty() && !label.isEmpty()) {
      throw new WeirFault(FaultCode.FORM_INVALID, "label");
    }
    return new LiveFilter(name, read, text(request, "after", MAX_PLACE));
  }

  /** Whether all are shown. */
  public boolean isEmpty() {
    return name.isEmpty() && label.isEmpty() && after.isEmpty();
  }

  /** The label as typed; empty for none. */
  public String labelText() {
    return label.map(Label::text).orElse("");
  }

  /** As the query of an address, beginning with a question mark; for what follows the list. */
  public String query() {
    return "?name=" + encode(name) + "&label=" + encode(labelText()) + "&after=" + encode(after);
  }

  /** The page that begins below a place. */
  String pathAfter(String place) {
    return "/streams" + new LiveFilter(name, label, place).query();
  }

  /** Whether a stream with these labels is among them, on whichever page. */
  boolean accepts(StreamAddress address, Labels labels) {
    String stream = address.stream().value().toLowerCase(Locale.ROOT);
    return stream.contains(name.toLowerCase(Locale.ROOT))
        && (label.isEmpty() || labels.has(label.get()));
  }

  private static String text(HttpServerRequest request, String name, int maxLength) {
    String value = request.getParam(name);
    String text = value == null ? "" : value.strip();
    if (text.length() > maxLength) {
      throw new WeirFault(FaultCode.FORM_INVALID, name);
    }
    return text;
  }

  static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
