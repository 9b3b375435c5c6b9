package dev.weir.portal.web;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * One page to be rendered: a template and what it shows. Made and sent within one request.
 *
 * @param template path of the template below the portal's package, without its ending
 * @param title what the window is called; empty for what the template's bundle says under {@code
 *     title}
 * @param section the entry of the navigation that it belongs to; empty for none
 * @param status HTTP status
 * @param model what the template shows, by name
 * @param playOrigins origins that the page may frame and load media from
 */
public record Page(
    String template,
    String title,
    String section,
    int status,
    Map<String, Object> model,
    List<String> playOrigins) {

  private static final int OK = 200;

  /** Copies the collections. */
  public Page {
    model = Map.copyOf(model);
    playOrigins = List.copyOf(playOrigins);
  }

  /** A page with status 200 that shows nothing yet, called as its bundle says. */
  public static Page of(String template, String section) {
    return new Page(template, "", section, OK, Map.of(), List.of());
  }

  /** The same, called after what it shows. */
  public Page titled(String title) {
    return new Page(template, title, section, status, model, playOrigins);
  }

  /** The same, showing one thing more. */
  public Page with(String name, Object value) {
    Map<String, Object> more = new HashMap<>(model);
    more.put(name, value);
    return new Page(template, title, section, status, more, playOrigins);
  }

  /** The same with another status. */
  public Page status(int status) {
    return new Page(template, title, section, status, model, playOrigins);
  }

  /** The same, allowed to frame these origins. */
  public Page playing(Collection<String> origins) {
    return new Page(template, title, section, status, model, List.copyOf(origins));
  }
}
