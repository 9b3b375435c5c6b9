package dev.weir.portal.settings;

import dev.weir.portal.approval.ApprovalKind;
import java.util.EnumSet;
import java.util.Set;

/**
 * A tenant's settings as they were read.
 *
 * @param name what the tenant is called
 * @param secondPerson what needs a second person
 * @param twoSteps whether everybody who works for the tenant signs in with a second factor
 * @param version counts edits, so that two people do not undo each other's unseen
 * @param changedBy who edited last; empty for nobody yet
 */
public record TenantSettings(
    String name, Set<ApprovalKind> secondPerson, boolean twoSteps, long version, String changedBy) {

  /** Longest name, characters. */
  public static final int MAX_NAME = 128;

  /** Copies the set. */
  public TenantSettings {
    secondPerson = Set.copyOf(secondPerson);
  }

  /**
   * What somebody wishes the settings to be.
   *
   * @param name what the tenant is called
   * @param secondPerson what is to need a second person
   * @param twoSteps whether everybody is to sign in with a second factor
   */
  public record Wish(String name, Set<ApprovalKind> secondPerson, boolean twoSteps) {

    /** Copies the set. */
    public Wish {
      secondPerson = Set.copyOf(secondPerson);
    }
  }

  /** What needs a second person here and would not any more. */
  Set<ApprovalKind> liftedBy(Set<ApprovalKind> wanted) {
    Set<ApprovalKind> lifted = EnumSet.noneOf(ApprovalKind.class);
    lifted.addAll(secondPerson);
    lifted.removeAll(wanted);
    return lifted;
  }
}
