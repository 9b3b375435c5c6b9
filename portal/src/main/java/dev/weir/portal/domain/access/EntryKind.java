package dev.weir.portal.domain.access;

import dev.weir.contract.access.Cidr;
import dev.weir.contract.identity.Wildcard;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * What stands in the lists of rules, and how one entry is read from what somebody wrote.
 *
 * @param read an entry; throws {@link IllegalArgumentException} for what is none
 * @param write an entry, in the one form that it has
 */
public record EntryKind<T>(Function<String, T> read, Function<T, String> write) {

  /** The first run of groups that are zero; two are the fewest that are left out. */
  private static final Pattern ZEROS = Pattern.compile("(^|:)0(:0)+(:|(?=/))");

  /** Addresses and networks: {@code 198.51.100.7}, {@code 2001:db8::/32}. */
  public static final EntryKind<Cidr> NETWORK =
      new EntryKind<>(text -> Cidr.parse(text), EntryKind::shortest);

  /** Hosts of websites: {@code www.example.org}, {@code *.example.org}. */
  public static final EntryKind<Wildcard> HOST =
      pattern("[a-z0-9*]([a-z0-9.*-]{0,251}[a-z0-9*])?|\\[[0-9a-f:.]{2,45}]");

  /** What players call themselves: {@code *curl*}; anything that can be seen. */
  public static final EntryKind<Wildcard> AGENT = pattern("\\P{C}{1,255}");

  /** Names of streams: {@code camera-*}. */
  public static final EntryKind<Wildcard> STREAM = pattern("[a-z0-9_*-]{1,128}");

  /** Names of templates, and {@code source} for the stream as it is pushed. */
  public static final EntryKind<Wildcard> RENDITION = pattern("[a-z0-9*]{1,32}");

  /** The entry, if the text is one. */
  public Optional<T> find(String text) {
    try {
      return Optional.of(read.apply(text));
    } catch (IllegalArgumentException none) {
      return Optional.empty();
    }
  }

  private static EntryKind<Wildcard> pattern(String expression) {
    Pattern pattern = Pattern.compile(expression);
    return new EntryKind<>(
        text -> {
          String small = text.toLowerCase(Locale.ROOT);
          if (!pattern.matcher(small).matches()) {
            throw new IllegalArgumentException("no entry");
          }
          return new Wildcard(small);
        },
        Wildcard::text);
  }

  /** As people write it: a single address without its prefix, zeros of IPv6 once as {@code ::}. */
  private static String shortest(Cidr network) {
    String text = network.toString();
    if (!text.contains(":")) {
      return without(text, "/32");
    }
    return without(ZEROS.matcher(text).replaceFirst("::"), "/128");
  }

  private static String without(String text, String suffix) {
    return text.endsWith(suffix) ? text.substring(0, text.length() - suffix.length()) : text;
  }
}
