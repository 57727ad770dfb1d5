package dev.freehold.keycloak.sync;

/**
 * An account together with how far its events are, as one statement saw both: the attributes are
 * those of the event with that sequence, or of a later change that raised no event.
 *
 * @param sequence of its last event; 0 when it never had one
 * @param pending whether an event of it still waits for its delivery
 */
public record AccountState(
    String subject,
    long sequence,
    boolean pending,
    String email,
    boolean emailVerified,
    String firstName,
    String lastName,
    boolean enabled) {}
