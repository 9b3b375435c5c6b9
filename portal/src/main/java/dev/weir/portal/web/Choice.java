package dev.weir.portal.web;

/**
 * One of the values that a field offers, where they are the tenant's own and stand in no bundle.
 *
 * @param value as it is sent
 * @param title as it is shown
 */
public record Choice(String value, String title) {}
