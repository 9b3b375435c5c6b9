package dev.weir.portal.stream;

import dev.weir.portal.web.Tab;
import java.util.List;

/** The pages about all streams: live ones, those that were, and those that may not be. */
final class StreamTabs {

  private StreamTabs() {}

  /** All of them, the one with this key chosen. */
  static List<Tab> of(String current) {
    return List.of(
        tab("/streams", "tab.live", current),
        tab(Wall.PATH, "tab.wall", current),
        tab("/streams/history", "tab.history", current),
        tab("/streams/blocked", "tab.blocked", current),
        tab("/refusals", "tab.refused", current));
  }

  private static Tab tab(String path, String key, String current) {
    return new Tab(path, key, key.equals(current));
  }
}
