package dev.weir.portal.alarm.rule;

import dev.weir.contract.identity.TenantId;

/**
 * A rule as it is kept.
 *
 * @param id by which it is named everywhere
 * @param tenant whose it is
 * @param builtIn whether every tenant has it; it can be turned off, and not deleted
 * @param settings what somebody chose
 * @param revision grows with every change
 * @param changedBy who changed it last; empty for nobody yet
 */
public record AlarmRule(
    TenantId tenant,
    RuleId id,
    boolean builtIn,
    AlarmSettings settings,
    long revision,
    String changedBy) {}
