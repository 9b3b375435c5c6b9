package dev.weir.portal.web;

/**
 * A tenant that the person may turn to. Public for the layout.
 *
 * @param id of the tenant
 * @param name what it is called
 * @param current whether the session works for it now
 */
public record TenantChoice(String id, String name, boolean current) {}
