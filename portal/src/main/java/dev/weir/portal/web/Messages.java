package dev.weir.portal.web;

import java.text.MessageFormat;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The texts that Java makes, from the same kind of bundle that stands beside each template. A text
 * with arguments is a {@link MessageFormat}; one without is taken as it stands.
 */
public final class Messages {

  private static final String ROOT = "dev.weir.portal.";

  /** A machine's own language is nobody's wish. */
  private static final ResourceBundle.Control EXACT =
      ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES);

  /** Each is read once: a list of a thousand streams says thousands of them. */
  private static final Map<Key, String> TEXTS = new ConcurrentHashMap<>();

  private static final Map<Key, MessageFormat> FORMATS = new ConcurrentHashMap<>();

  private record Key(String bundle, String key, Locale language) {}

  private Messages() {}

  /**
   * A text in the language of the request being handled.
   *
   * @param bundle path below the portal's package, without its ending, such as {@code stream/words}
   * @param arguments what stands in for {@code {0}}, {@code {1}} …
   */
  public static String text(String bundle, String key, Object... arguments) {
    Key wanted = new Key(bundle, key, Language.current());
    if (arguments.length == 0) {
      return TEXTS.computeIfAbsent(wanted, Messages::read);
    }
    MessageFormat shared =
        FORMATS.computeIfAbsent(wanted, k -> new MessageFormat(read(k), k.language()));
    // A format is for one thread at a time.
    return ((MessageFormat) shared.clone()).format(arguments);
  }

  private static String read(Key wanted) {
    String bundle = ROOT + wanted.bundle().replace('/', '.');
    return ResourceBundle.getBundle(bundle, wanted.language(), EXACT).getString(wanted.key());
  }
}
