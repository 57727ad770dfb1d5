package dev.freehold.keycloak.sync;

import java.util.List;

/**
 * What became of some accounts.
 *
 * @param profileId the profile whose realm it is; null when it is none of ours
 * @param present those of them that exist
 * @param pending those, gone or not, of whom an event still waits for its delivery
 */
public record Lookup(String profileId, List<String> present, List<String> pending) {}
