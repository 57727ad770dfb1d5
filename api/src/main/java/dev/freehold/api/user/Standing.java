package dev.freehold.api.user;

import dev.freehold.api.access.Caller;
import dev.freehold.api.platform.Change;
import dev.freehold.api.token.VerifiedToken;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;

/**
 * A caller who may come in with tokens of one session.
 *
 * @param seen when the last token of an external issuer that was applied had been issued
 * @param notBefore tokens issued before this second (since 1970) are revoked
 */
record Standing(Caller.User user, long seen, long notBefore) {
  /** Whose tokens of which session; the session is empty for tokens that name none. */
  record Key(UUID profileId, String subject, String session) {
    static Key of(VerifiedToken token) {
      return new Key(
          token.profileId(),
          token.subject(),
          token.claims().get("sid") instanceof String session ? session : "");
    }

    boolean of(UUID profile, String account) {
      return profileId.equals(profile) && subject.equals(account);
    }

    /** Which tokens a change of the kind identity, session or issued is about. */
    static Predicate<Key> in(Change change) {
      String[] words = change.key().split(" ", 3);
      UUID profile = UUID.fromString(words[0]);
      return switch (change.kind()) {
        case "identity" -> {
          String account = change.key().substring(words[0].length() + 1);
          yield key -> key.of(profile, account);
        }
        case "session" -> new Key(profile, words[2], words[1])::equals;
        case "issued" -> key -> key.profileId().equals(profile);
        default -> _ -> false;
      };
    }
  }

  /**
   * What the database says of a token's caller.
   *
   * @throws dev.freehold.api.platform.FreeholdException made by a {@link CallerRefusal} when no
   *     token of the session counts
   */
  static Standing of(VerifiedToken token, CallerRow row) {
    if (row.userId() == null) {
      throw CallerRefusal.USER_DELETED.exception();
    }
    if (!row.enabled()) {
      throw CallerRefusal.IDENTITY_DISABLED.exception();
    }
    if (!UserStatus.ACTIVE.name().equals(row.status())) {
      throw CallerRefusal.USER_DISABLED.exception();
    }
    if (row.sessionNotBefore() == Long.MAX_VALUE) {
      throw CallerRefusal.SESSION_ENDED.exception();
    }
    return new Standing(
        new Caller.User(
            row.userId(),
            token.profileId(),
            token.issuer(),
            token.subject(),
            row.email(),
            Set.copyOf(row.roles())),
        row.sequence(),
        Math.max(row.notBefore(), row.sessionNotBefore()));
  }

  /** Whether the token may say something that is not known yet. */
  boolean outdatedBy(VerifiedToken token) {
    return !token.builtIn() && token.issuedAt().getEpochSecond() > seen;
  }

  /** The caller, unless this very token was revoked. */
  Caller.User caller(VerifiedToken token) {
    // Keycloak lists the sessions there were; a token of its own without one may be as old.
    boolean doubtful = token.builtIn() && !token.claims().containsKey("sid");
    if (token.issuedAt().getEpochSecond() < notBefore + (doubtful && notBefore > 0 ? 1 : 0)) {
      throw CallerRefusal.TOKEN_REVOKED.exception();
    }
    return user.withClaims(token.claims());
  }
}
