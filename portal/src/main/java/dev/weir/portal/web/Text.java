package dev.weir.portal.web;

import java.util.List;

/**
 * A text that a template will say, named by its key in the template's bundle or in that of the
 * fragment that shows it. Public for the templates.
 *
 * @param key in the bundle
 * @param arguments what stands in for {@code {0}}, {@code {1}} …
 */
public record Text(String key, List<Object> arguments) {

  /** Copies the arguments. */
  public Text {
    arguments = List.copyOf(arguments);
  }

  /** A text with these arguments. */
  public static Text of(String key, Object... arguments) {
    return new Text(key, List.of(arguments));
  }

  /** The arguments, as the template engine takes them. */
  public Object[] values() {
    return arguments.toArray();
  }
}
