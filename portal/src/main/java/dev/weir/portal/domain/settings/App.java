package dev.weir.portal.domain.settings;

import dev.weir.contract.identity.AppName;

/**
 * An app of a push domain.
 *
 * @param takeover whether a second publisher of a live name replaces the first
 */
public record App(AppName name, boolean takeover) {}
