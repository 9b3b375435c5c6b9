package dev.weir.portal.account;

import dev.weir.portal.identity.SignedIn;

/**
 * What a session lets in.
 *
 * @param person whose it is, with the role of now
 * @param fresh whether the person has proven to be there a short while ago
 * @param lacksSecondStep whether the tenant wants a second factor that the person does not have
 */
record Admission(SignedIn person, boolean fresh, boolean lacksSecondStep) {}
