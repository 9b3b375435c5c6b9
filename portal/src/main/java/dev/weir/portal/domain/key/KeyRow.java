package dev.weir.portal.domain.key;

/**
 * A key as its page shows it. Public for the template.
 *
 * @param side {@code push} or {@code play}
 * @param createdAt ISO 8601
 * @param removable whether there is another
 * @param use how it is used
 */
public record KeyRow(
    String side,
    String name,
    boolean primary,
    boolean shown,
    boolean removable,
    String createdAt,
    UseView use) {}
