package dev.freehold.keycloak.sync;

/**
 * How full one realm's outbox is.
 *
 * @param pending events that wait for their delivery
 * @param dead dead letters
 * @param oldestSeconds age of the oldest event that waits; 0 when none does
 */
public record SyncStatus(long pending, long dead, double oldestSeconds) {}
