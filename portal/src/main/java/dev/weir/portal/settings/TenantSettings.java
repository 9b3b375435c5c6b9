package dev.weir.portal.settings;

import dev.weir.portal.approval.ApprovalKind;
import java.util.EnumSet;
import java.util.Set;

/**
 * A tenant's settings as they were read.
 *
 * @param name what the tenant is called
 * @param secondPerson what needs a second person
 * @param version counts edits, so that two people do not undo each other's unseen
 * @param changedBy who edited last; empty for nobody yet
 */
public record TenantSettings(
    String name, Set<ApprovalKind> secondPerson, long version, String changedBy) {

  /** Longest name, characters. */
  public static final int MAX_NAME = 128;

  /** Copies the set. */
  public TenantSettings {
    secondPerson = Set.copyOf(secondPerson);
  }

  /** What needs a second person here and would not any more. */
  Set<ApprovalKind> liftedBy(Set<ApprovalKind> wanted) {
    Set<ApprovalKind> lifted = EnumSet.noneOf(ApprovalKind.class);
    lifted.addAll(secondPerson);
    lifted.removeAll(wanted);
    return lifted;
  }
}
