package dev.freehold.api.user;

import dev.freehold.api.profile.ExternalSettings;
import dev.freehold.api.profile.RoleMapping;
import dev.freehold.api.profile.SignUpRules;
import dev.freehold.api.profile.TrustedIssuer;
import dev.freehold.api.profile.TrustedIssuers;
import dev.freehold.api.token.VerifiedToken;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.util.Map;
import java.util.Optional;

/**
 * What tokens of external issuers say of their accounts. Such issuers send no events, so each new
 * token is looked at once: it makes the user, if the profile's rule allows, and later brings what
 * changed at the issuer. A token issued before the last one that was looked at says nothing.
 */
@Singleton
class ExternalAccounts {
  private final Accounts accounts;
  private final AccountRepository rows;
  private final ClaimedRoles roles;
  private final SignUpRules rules;
  private final TrustedIssuers issuers;
  private final TransactionOperations<Connection> transactions;

  ExternalAccounts(
      Accounts accounts,
      AccountRepository rows,
      ClaimedRoles roles,
      SignUpRules rules,
      TrustedIssuers issuers,
      TransactionOperations<Connection> transactions) {
    this.accounts = accounts;
    this.rows = rows;
    this.roles = roles;
    this.rules = rules;
    this.issuers = issuers;
    this.transactions = transactions;
  }

  /** Whether the token changed what is known. */
  boolean follow(VerifiedToken token, Optional<CallerRow> known) {
    Arrival arrival = TokenClaims.arrival(token);
    boolean news =
        known.isPresent()
            ? known.get().userId() != null && known.get().sequence() < arrival.sequence()
            : signsUp(token.issuer(), arrival);
    return news && arrive(token.issuer(), arrival, token.claims()) != Applied.OUTDATED;
  }

  private boolean signsUp(String issuer, Arrival arrival) {
    return settings(issuer).filter(ExternalSettings::autoSignUp).isPresent()
        && rules.refusal(arrival.profileId(), arrival.email(), arrival.emailVerified()).isEmpty();
  }

  /** Nobody is asked whether the rule allows it. */
  Applied arrive(String issuer, Arrival arrival, Map<String, Object> claims) {
    Optional<RoleMapping> mapping = settings(issuer).map(ExternalSettings::roles);
    return transactions.executeWrite(status -> {
      Applied applied =
          accounts.arrive(
              rows.find(arrival.profileId(), arrival.subject()).map(arrival::over).orElse(arrival));
      if (applied != Applied.OUTDATED && mapping.isPresent()) {
        Identity identity = rows.find(arrival.profileId(), arrival.subject()).orElseThrow();
        roles.apply(identity.userId(), arrival.profileId(), mapping.get(), claims);
      }
      return applied;
    });
  }

  private Optional<ExternalSettings> settings(String issuer) {
    return issuers.byIssuer(issuer).map(TrustedIssuer::external);
  }
}
