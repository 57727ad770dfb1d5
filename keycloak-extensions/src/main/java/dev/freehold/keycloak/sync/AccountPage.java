package dev.freehold.keycloak.sync;

import java.util.List;

/**
 * Accounts of one realm.
 *
 * @param profileId the profile whose realm it is; null when it is none of ours
 * @param accounts in the order of their ids
 * @param next what {@code after} takes for the next page; null after the last
 */
public record AccountPage(String profileId, List<AccountState> accounts, String next) {}
