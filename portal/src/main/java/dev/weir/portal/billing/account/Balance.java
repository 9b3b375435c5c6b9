package dev.weir.portal.billing.account;

/**
 * What the book comes to, in minor units.
 *
 * @param owedMinor by the tenant; below zero when it has paid too much
 * @param creditMinor what the next bills are less
 * @param prepaidMinor what the next invoices are paid out of
 */
public record Balance(long owedMinor, long creditMinor, long prepaidMinor) {}
