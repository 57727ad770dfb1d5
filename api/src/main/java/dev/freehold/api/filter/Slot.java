package dev.freehold.api.filter;

/**
 * A value in a request's arguments that comes anew with each request, while what is planned of them
 * serves all: nothing but {@link Operand#of} may look at it.
 *
 * @param place of the value among those of the request
 * @param value of the request that is planned
 */
public record Slot(int place, Object value) {}
