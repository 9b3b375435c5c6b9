/**
 * What is settled about who may push to a domain and who may play from it, as values.
 *
 * <p>Owns their ranges, how they are read from what people and programs write, and the document
 * that they rest in. Does not own where that document rests, nor who changes it ({@code
 * portal.access}), nor what it means there ({@code contract.policy}). Pure.
 */
@NullMarked
package dev.weir.portal.domain.access;

import org.jspecify.annotations.NullMarked;
