package dev.weir.portal.account;

import dev.weir.portal.identity.SignedIn;

/** A person as sign-in needs it: who, and the hash to prove it against. */
record Account(SignedIn person, String passwordHash) {

  /** Keeps the hash out of log lines. */
  @Override
  public String toString() {
    return "Account[" + person.person() + "]";
  }
}
