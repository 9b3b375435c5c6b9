package dev.weir.portal.account;

import dev.weir.portal.web.Messages;
import java.util.List;
import java.util.Map;

/**
 * An open session on the account page. Public for the template.
 *
 * @param reference names the session in the form that ends it
 * @param own whether it is the one that looks at the page
 * @param browser what the browser is, in two words
 * @param address network address of its sign-in
 * @param openedAt ISO 8601
 * @param lastSeenAt ISO 8601
 */
public record SessionRow(
    String reference,
    boolean own,
    String browser,
    String address,
    String openedAt,
    String lastSeenAt) {

  private static final int MAX_AGENT = 60;
  private static final String BUNDLE = "account/account";

  /** In this order, since browsers claim to be their elders too. */
  private static final List<Map.Entry<String, String>> BROWSERS =
      List.of(
          Map.entry("Edg/", "Edge"),
          Map.entry("Firefox/", "Firefox"),
          Map.entry("Chrome/", "Chrome"),
          Map.entry("Safari/", "Safari"));

  private static final List<Map.Entry<String, String>> SYSTEMS =
      List.of(
          Map.entry("Android", "Android"),
          Map.entry("iPhone", "iPhone"),
          Map.entry("iPad", "iPad"),
          Map.entry("Windows", "Windows"),
          Map.entry("Mac OS", "macOS"),
          Map.entry("Linux", "Linux"));

  static SessionRow of(OpenSession session, String ownReference) {
    return new SessionRow(
        session.reference(),
        session.reference().equals(ownReference),
        browser(session.userAgent()),
        session.address(),
        session.openedAt().toString(),
        session.lastSeenAt().toString());
  }

  /** The usual browsers and systems by name, anything else as it calls itself. */
  private static String browser(String agent) {
    String name = firstFound(agent, BROWSERS);
    if (name.isEmpty()) {
      return agent.isEmpty()
          ? Messages.text(BUNDLE, "session.browser-unknown")
          : agent.substring(0, Math.min(MAX_AGENT, agent.length()));
    }
    String system = firstFound(agent, SYSTEMS);
    return system.isEmpty() ? name : Messages.text(BUNDLE, "session.browser-on", name, system);
  }

  private static String firstFound(String agent, List<Map.Entry<String, String>> marks) {
    return marks.stream()
        .filter(mark -> agent.contains(mark.getKey()))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElse("");
  }
}
