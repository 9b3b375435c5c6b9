package dev.weir.portal.web;

import dev.weir.portal.identity.Permission;

/**
 * One entry of the navigation. Public for the layout.
 *
 * @param path where it leads
 * @param key of its name in the layout's bundle
 * @param section which pages belong to it, as {@link Page#section} has it
 * @param daily that people look for it each day: it stands in the bar, and the others in a menu
 * @param permission what a person needs in order to see it
 */
public record NavEntry(
    String path, String key, String section, boolean daily, Permission permission) {}
