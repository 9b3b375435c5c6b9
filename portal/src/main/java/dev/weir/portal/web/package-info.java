/**
 * What every page of the portal has in common.
 *
 * <p>A page is a template, its message bundle beside it, and a {@link dev.weir.portal.web.Page}
 * that says what it shows. The bundle's {@code title} names the window; {@code done.}<i>key</i> is
 * said after {@link dev.weir.portal.web.Pages#done}. A form is declared once as a {@link
 * dev.weir.portal.web.FormShape}, read as a {@link dev.weir.portal.web.Form}, and shown with the
 * fragments of {@code web/field}; further parts are in {@code web/parts}, {@code web/copy} and
 * {@code web/conflict}, all of them shown once in {@code ComponentsTest}. A feature adds its entry
 * to {@link dev.weir.portal.web.Navigation} when its page is there.
 *
 * <p>Owns layout, navigation, rendering, message bundles, forms, assets, cookies, the guard against
 * forged requests, security headers and the pages that tell of a fault. Does not own any feature,
 * or who is signed in ({@code portal.account}). Runs on the portal's virtual threads; implements
 * the browser-facing part of the portal's security (content security policy level 3, RFC 6265bis
 * cookies).
 */
@NullMarked
package dev.weir.portal.web;

import org.jspecify.annotations.NullMarked;
