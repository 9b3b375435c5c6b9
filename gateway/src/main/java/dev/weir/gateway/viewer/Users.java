package dev.weir.gateway.viewer;

import dev.weir.contract.access.UserMarks;
import dev.weir.contract.identity.DomainName;
import dev.weir.contract.identity.UserMark;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The tenants' own people whom sessions belong to: their marks, which every gateway computes alike,
 * and the names of those who began a session here, as many as are remembered. Thread-safe.
 */
public final class Users {

  /** Most names that are remembered; the one that was used longest ago makes room. */
  public static final int MAX_NAMES = 10_000;

  private final UserMarks marks;
  private final Names names = new Names();

  /** Users with these marks. */
  public Users(UserMarks marks) {
    this.marks = marks;
  }

  /**
   * The mark of somebody who begins a session, and whose name is remembered.
   *
   * @param pushDomain whose streams are watched: the same person on all of its play domains
   */
  UserMark meet(DomainName pushDomain, String user) {
    UserMark mark = marks.of(pushDomain, user);
    synchronized (names) {
      names.put(mark, user);
    }
    return mark;
  }

  /** The name behind a mark; empty when it is nobody's, or was forgotten. */
  public String name(UserMark mark) {
    synchronized (names) {
      return names.getOrDefault(mark, "");
    }
  }

  private static final class Names extends LinkedHashMap<UserMark, String> {

    private static final long serialVersionUID = 1L;

    @Override
    protected boolean removeEldestEntry(Map.Entry<UserMark, String> eldest) {
      return size() > MAX_NAMES;
    }
  }
}
