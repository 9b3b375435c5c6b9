package dev.weir.portal.web;

import java.text.MessageFormat;
import java.util.Locale;
import java.util.ResourceBundle;

/**
 * The texts that Java makes, from the same kind of bundle that stands beside each template. A text
 * with arguments is a {@link MessageFormat}; one without is taken as it stands.
 */
public final class Messages {

  private static final String ROOT = "dev.weir.portal.";

  /** A machine's own language is nobody's wish. */
  private static final ResourceBundle.Control EXACT =
      ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES);

  private Messages() {}

  /**
   * A text in the language of the request being handled.
   *
   * @param bundle path below the portal's package, without its ending, such as {@code stream/words}
   * @param arguments what stands in for {@code {0}}, {@code {1}} …
   */
  public static String text(String bundle, String key, Object... arguments) {
    Locale language = Language.current();
    String pattern =
        ResourceBundle.getBundle(ROOT + bundle.replace('/', '.'), language, EXACT).getString(key);
    return arguments.length == 0 ? pattern : new MessageFormat(pattern, language).format(arguments);
  }
}
