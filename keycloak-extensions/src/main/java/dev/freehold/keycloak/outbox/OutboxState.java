package dev.freehold.keycloak.outbox;

/** Where an outbox row stands. A row under delivery is still pending; its lease is its due time. */
public enum OutboxState {
  PENDING,
  DELIVERED,
  DEAD
}
