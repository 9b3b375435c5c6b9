package dev.weir.portal.account;

import dev.weir.portal.identity.SignedIn;

/**
 * What a session lets in.
 *
 * @param person whose it is, with the role of now
 * @param fresh whether the person has proven to be there a short while ago
 */
record Admission(SignedIn person, boolean fresh) {}
