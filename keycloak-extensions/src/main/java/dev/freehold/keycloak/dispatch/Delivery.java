package dev.freehold.keycloak.dispatch;

/**
 * An outbox row that this node has claimed.
 *
 * @param lease proves the claim when the outcome is recorded
 * @param attempts how often it was tried before
 * @param createdAt milliseconds since 1970
 */
record Delivery(
    String id,
    String subject,
    String type,
    String payload,
    String lease,
    int attempts,
    long createdAt) {}
