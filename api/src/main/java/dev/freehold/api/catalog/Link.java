package dev.freehold.api.catalog;

/** A pair of columns that are equal in rows that belong together. */
public record Link(Column own, Column target) {}
