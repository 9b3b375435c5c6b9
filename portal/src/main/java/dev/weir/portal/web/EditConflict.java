package dev.weir.portal.web;

import java.util.List;

/**
 * Somebody else changed what a person was editing. Public for the template {@code web/conflict}.
 *
 * @param who changed it
 * @param differences where their values are not those that were typed
 */
public record EditConflict(String who, List<Difference> differences) {

  /** Copies the list. */
  public EditConflict {
    differences = List.copyOf(differences);
  }

  /** One field that both have touched. */
  public record Difference(FieldView field, String typed, String theirs) {}
}
