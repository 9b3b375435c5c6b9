/**
 * The document that the API is written down in, as the program sees it.
 *
 * <p>Owns reading {@code openapi.yaml} (OpenAPI 3.1) and judging values by its schemas (JSON Schema
 * 2020-12). Does not own HTTP. Read once and immutable; any thread.
 */
@NullMarked
package dev.weir.portal.api.contract;

import org.jspecify.annotations.NullMarked;
