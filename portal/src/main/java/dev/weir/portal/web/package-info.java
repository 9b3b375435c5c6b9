/**
 * What every page of the portal has in common.
 *
 * <p>Owns layout, rendering, assets, cookies, the guard against forged requests, security headers
 * and the pages that tell of a fault. Does not own any feature, or who is signed in ({@code
 * portal.account}). Runs on the portal's virtual threads; implements the browser-facing part of the
 * portal's security (content security policy level 3, RFC 6265bis cookies).
 */
@NullMarked
package dev.weir.portal.web;

import org.jspecify.annotations.NullMarked;
