/**
 * The API's document, for programs and for people.
 *
 * <p>Owns serving it as JSON and as a page. Does not own what it says. Runs on the request's
 * virtual thread.
 */
@NullMarked
package dev.weir.portal.api.docs;

import org.jspecify.annotations.NullMarked;
