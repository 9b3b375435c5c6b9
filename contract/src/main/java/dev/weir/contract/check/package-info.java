/**
 * The order of the checks: who may watch ({@link dev.weir.contract.check.ViewerCheck}) and who may
 * publish ({@link dev.weir.contract.check.PublisherCheck}), each on one page.
 *
 * <p>Owns which check comes before which, and what each finds; gateways and ingest decide by it,
 * the portal explains by it, so that both always say the same. Does not own the rules themselves
 * ({@code contract.policy}), the arithmetic of proofs ({@code contract.access}), or what is counted
 * and asked elsewhere once everything here has passed: room, tickets, the tenant's own word. Pure.
 */
@NullMarked
package dev.weir.contract.check;

import org.jspecify.annotations.NullMarked;
