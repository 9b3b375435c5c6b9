/**
 * What every operation of the API has in common.
 *
 * <p>Owns judging requests by the document, pages of lists, versions of what is changed, and
 * answering a repeated request once. Does not own who may ask, nor what is answered. Runs on the
 * request's virtual thread.
 */
@NullMarked
package dev.weir.portal.api.frame;

import org.jspecify.annotations.NullMarked;
