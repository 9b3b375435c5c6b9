package dev.weir.portal.billing.account;

/**
 * Whom a tenant's invoices are for.
 *
 * @param email where bills and warnings are told; empty for the tenant's owners and billing people
 */
public record Recipient(Address address, String email) {}
