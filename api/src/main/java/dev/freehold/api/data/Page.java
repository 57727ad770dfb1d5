package dev.freehold.api.data;

import dev.freehold.api.filter.Operand;
import io.micronaut.core.annotation.Nullable;

/**
 * Which part of a list is wanted.
 *
 * @param most rows at most
 * @param fromEnd true for the last rows instead of the first
 * @param after the id of the row after which the page begins; null for the beginning
 * @param before the id of the row before which it ends; null for the end
 */
record Page(
    int most, boolean fromEnd, int skip, @Nullable Operand after, @Nullable Operand before) {}
