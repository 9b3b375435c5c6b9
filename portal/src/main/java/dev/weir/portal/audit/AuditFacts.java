package dev.weir.portal.audit;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Collection;

/**
 * How a thing was, or is, by name of what changed. A secret goes in as {@link Masked} and in no
 * other way. Immutable; texts are cut to {@link #MAX_TEXT}.
 */
public final class AuditFacts {

  /** Longest text, characters. */
  public static final int MAX_TEXT = 1_024;

  /** Most texts of a list. */
  public static final int MAX_LIST = 100;

  private static final AuditFacts NONE = new AuditFacts(new JsonObject());

  private final JsonObject json;

  private AuditFacts(JsonObject json) {
    this.json = json;
  }

  /** Nothing: how a thing was before it was made, or is after it is gone. */
  public static AuditFacts none() {
    return NONE;
  }

  /** The same and a text. */
  public AuditFacts with(String name, String value) {
    return plus(name, cut(value));
  }

  /** The same and a number. */
  public AuditFacts with(String name, long value) {
    return plus(name, value);
  }

  /** The same and a yes or no. */
  public AuditFacts with(String name, boolean value) {
    return plus(name, value);
  }

  /** The same and some texts. */
  public AuditFacts with(String name, Collection<String> values) {
    JsonArray list = new JsonArray();
    values.stream().limit(MAX_LIST).map(AuditFacts::cut).forEach(list::add);
    return plus(name, list);
  }

  /** The same and what may be told of a secret. */
  public AuditFacts with(String name, Masked secret) {
    return plus(name, secret.text());
  }

  JsonObject json() {
    return json.copy();
  }

  private AuditFacts plus(String name, Object value) {
    return new AuditFacts(json.copy().put(name, value));
  }

  /** PostgreSQL keeps no NUL in a text. */
  static String cut(String text) {
    return text.substring(0, Math.min(text.length(), MAX_TEXT)).replace('\0', ' ');
  }
}
