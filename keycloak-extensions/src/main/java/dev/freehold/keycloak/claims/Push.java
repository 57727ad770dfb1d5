package dev.freehold.keycloak.claims;

import java.util.List;

/**
 * A push of the platform.
 *
 * @param profileId the profile whose realm it is meant for
 */
public record Push(String profileId, List<Account> accounts) {}
