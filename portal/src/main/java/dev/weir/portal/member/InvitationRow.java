package dev.weir.portal.member;

import java.time.Instant;

/**
 * An invitation on a page. Public for the template.
 *
 * @param role end of the key of its name
 * @param expiresAt ISO 8601
 * @param over whether it is too old to be accepted
 */
public record InvitationRow(
    String id, String email, String role, String invitedBy, String expiresAt, boolean over) {

  static InvitationRow of(Invitation invitation, Instant now) {
    return new InvitationRow(
        invitation.id().toString(),
        invitation.email(),
        invitation.role().name(),
        invitation.invitedBy(),
        invitation.expiresAt().toString(),
        !invitation.expiresAt().isAfter(now));
  }
}
