package dev.weir.portal.web;

/**
 * One of several pages about the same thing, for {@code web/parts :: tabs}. Public for the
 * template.
 *
 * @param path where it leads
 * @param key of its name in the page's bundle
 * @param current whether it is the one being shown
 */
public record Tab(String path, String key, boolean current) {}
