package dev.weir.portal.role;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a page leads to: its links, its forms, and what it fetches by itself. */
final class Offers {

  private static final Pattern TAG = Pattern.compile("<(a|form|button|main)\\b([^>]*)>");
  private static final Pattern ATTRIBUTE =
      Pattern.compile("(href|action|formaction|data-live|method)=\"([^\"]*)\"");

  private Offers() {}

  /**
   * One of them.
   *
   * @param method of HTTP
   * @param path without its query
   */
  record Offer(String method, String path) {}

  /** All within the portal that stand on a page. */
  static List<Offer> on(HttpResponse<String> page) {
    List<Offer> offers = new ArrayList<>();
    Matcher tag = TAG.matcher(page.body());
    while (tag.find()) {
      String method = tag.group(2).contains("method=\"post\"") ? "POST" : "GET";
      Matcher attribute = ATTRIBUTE.matcher(tag.group(2));
      while (attribute.find()) {
        boolean leads = !attribute.group(1).equals("method");
        if (leads && attribute.group(2).startsWith("/")) {
          String what = attribute.group(1).equals("formaction") ? "POST" : method;
          offers.add(new Offer(what, attribute.group(2).replaceAll("[?#].*", "")));
        }
      }
    }
    return offers;
  }
}
