package dev.weir.portal.watermark;

import dev.weir.portal.web.Tab;
import java.util.List;

/** The pages about what renditions are made of. */
public final class TemplateTabs {

  private TemplateTabs() {}

  /** All of them, the one with this key chosen: {@code tab.templates}, {@code tab.watermarks}. */
  public static List<Tab> of(String current) {
    return List.of(
        new Tab("/templates", "tab.templates", current.equals("tab.templates")),
        new Tab("/watermarks", "tab.watermarks", current.equals("tab.watermarks")));
  }
}
