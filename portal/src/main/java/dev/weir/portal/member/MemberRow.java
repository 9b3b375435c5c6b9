package dev.weir.portal.member;

import dev.weir.portal.identity.Actor;
import dev.weir.portal.identity.Permission;
import dev.weir.portal.identity.Who;
import java.time.Instant;

/**
 * A member on a page. Public for the template.
 *
 * @param id names the member in addresses
 * @param role end of the key of its name
 * @param since ISO 8601
 * @param twoSteps whether the member signs in with a second factor
 * @param lastSeen ISO 8601; empty for never
 * @param own whether it is the one who looks
 * @param changeable whether the one who looks may change the role
 */
public record MemberRow(
    String id,
    String name,
    String email,
    String role,
    String since,
    boolean twoSteps,
    String lastSeen,
    boolean own,
    boolean changeable) {

  static MemberRow of(Member member, Actor actor) {
    boolean own = actor.who() instanceof Who.Person person && person.id().equals(member.person());
    return new MemberRow(
        member.person().toString(),
        member.name(),
        member.email(),
        member.role().name(),
        member.since().toString(),
        member.twoSteps(),
        member.lastSeen().map(Instant::toString).orElse(""),
        own,
        actor.may(Permission.MEMBERS_WRITE)
            && actor.permissions().containsAll(member.role().permissions()));
  }
}
