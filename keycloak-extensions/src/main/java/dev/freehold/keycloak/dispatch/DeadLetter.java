package dev.freehold.keycloak.dispatch;

/**
 * An event that was given up, without its payload.
 *
 * @param createdAt milliseconds since 1970
 * @param diedAt milliseconds since 1970
 * @param reason what the last attempt said
 */
public record DeadLetter(
    String id,
    String type,
    String subject,
    long sequence,
    int attempts,
    long createdAt,
    long diedAt,
    String reason) {}
