package dev.weir.portal.web;

import java.util.List;

/**
 * The live streams that a change would touch, as its page shows them. Public for the templates.
 *
 * @param known whether anybody can say
 * @param streams their pages and names; none when nobody can say
 */
public record Touched(boolean known, List<Choice> streams) {

  /** Copies the list. */
  public Touched {
    streams = List.copyOf(streams);
  }
}
