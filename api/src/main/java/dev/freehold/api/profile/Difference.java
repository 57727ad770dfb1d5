package dev.freehold.api.profile;

import io.micronaut.core.annotation.Nullable;

/**
 * One thing that is not in a realm as its profile says.
 *
 * @param setting in Keycloak's words
 * @param wanted null: not to be there
 * @param found null: not there, or not to be known
 */
record Difference(String setting, @Nullable String wanted, @Nullable String found) {}
