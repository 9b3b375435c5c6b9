package dev.weir.portal.web;

import java.util.List;

/**
 * One field that a form has, as its page declares it once for reading and for showing.
 *
 * @param name in the request
 * @param kind what is typed into it
 * @param maxLength longest value, characters
 * @param required whether it may be left empty
 * @param autocomplete what a browser may fill in (HTML, section 4.10.18.7); {@code off} for nothing
 * @param choices the values that it may have; empty where the page decides
 */
public record Field(
    String name,
    Kind kind,
    int maxLength,
    boolean required,
    String autocomplete,
    List<String> choices) {

  private static final int MAX_NUMBER = 19;
  private static final int MAX_EMAIL = 254;

  /** What is typed into a field. */
  public enum Kind {
    /** One line. */
    TEXT("text"),
    /** An e-mail address. */
    EMAIL("email"),
    /** A whole number. */
    NUMBER("number"),
    /** Something that nobody else may see, and that is never shown again. */
    SECRET("password"),
    /** Several lines. */
    AREA(""),
    /** One of a few. */
    CHOICE(""),
    /** Yes or no. */
    FLAG("checkbox"),
    /** Some of a few. */
    SEVERAL("checkbox"),
    /** A file, which {@link FormFile} has; nothing of it is shown again. */
    FILE("file"),
    /** What the page says and nobody types. */
    HIDDEN("hidden");

    private final String type;

    Kind(String type) {
      this.type = type;
    }

    /** The {@code type} of the input element; empty where it is none. */
    public String type() {
      return type;
    }
  }

  /** Copies the choices. */
  public Field {
    choices = List.copyOf(choices);
  }

  /** One line of text. */
  public static Field text(String name, int maxLength) {
    return of(name, Kind.TEXT, maxLength);
  }

  /** An e-mail address. */
  public static Field email(String name) {
    return of(name, Kind.EMAIL, MAX_EMAIL);
  }

  /** A whole number. */
  public static Field number(String name) {
    return of(name, Kind.NUMBER, MAX_NUMBER);
  }

  /** A password or a code. */
  public static Field secret(String name, int maxLength) {
    return of(name, Kind.SECRET, maxLength);
  }

  /** Several lines of text. */
  public static Field area(String name, int maxLength) {
    return of(name, Kind.AREA, maxLength);
  }

  /** One of these values; or of those that the page offers, if none are named here. */
  public static Field choice(String name, String... values) {
    return new Field(name, Kind.CHOICE, Form.MAX_VALUE, false, "off", List.of(values));
  }

  /** Yes or no; yes is the value {@code on}. */
  public static Field flag(String name) {
    return of(name, Kind.FLAG, Form.ON.length());
  }

  /** Some of these values; or of those that the page offers, if none are named here. */
  public static Field several(String name, String... values) {
    return new Field(name, Kind.SEVERAL, Form.MAX_VALUE, false, "off", List.of(values));
  }

  /** A file; whether it may be missing is for the page to judge. */
  public static Field file(String name) {
    return of(name, Kind.FILE, 0);
  }

  /** What the page says. */
  public static Field hidden(String name) {
    return of(name, Kind.HIDDEN, Form.MAX_VALUE);
  }

  /** The same, which must not be left empty. */
  public Field mandatory() {
    return new Field(name, kind, maxLength, true, autocomplete, choices);
  }

  /** The same, which a browser may fill in. */
  public Field autocomplete(String purpose) {
    return new Field(name, kind, maxLength, required, purpose, choices);
  }

  private static Field of(String name, Kind kind, int maxLength) {
    return new Field(name, kind, maxLength, false, "off", List.of());
  }
}
