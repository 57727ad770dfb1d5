package dev.freehold.api.profile;

import io.micronaut.core.annotation.Nullable;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** What only external profiles have, as GraphQL shows it; the parts of Auth0 are null elsewhere. */
record ExternalProfileView(
    String issuer,
    String clientId,
    boolean hasClientSecret,
    List<String> audiences,
    TokenKinds tokenKinds,
    boolean autoSignUp,
    Claims claims,
    @Nullable Mapping roleMapping,
    @Nullable String domain,
    @Nullable String managementDomain,
    @Nullable String databaseName) {

  record Claims(Source email, Source emailVerified, Source firstName, Source lastName) {}

  /** Its fields are {@code path} and {@code default}, which is no Java name. */
  record Source(String path, @Nullable String otherwise) {
    static Source of(@Nullable ClaimSource source) {
      return source == null ? null : new Source(source.path(), source.otherwise());
    }
  }

  record Mapping(String path, List<Rule> rules) {}

  record Rule(String value, Set<UUID> roles) {}

  static ExternalProfileView of(Profile profile) {
    ExternalSettings settings = profile.external();
    Auth0Settings auth0 = settings.auth0();
    ClaimMapping claims = settings.claims();
    return new ExternalProfileView(
        profile.issuer(),
        profile.clientId(),
        settings.clientSecret() != null,
        settings.audiences().stream().sorted().toList(),
        settings.tokenKinds(),
        settings.autoSignUp(),
        new Claims(
            Source.of(claims.email()),
            Source.of(claims.emailVerified()),
            Source.of(claims.firstName()),
            Source.of(claims.lastName())),
        mapping(settings.roles()),
        auth0 == null ? null : auth0.domain(),
        auth0 == null ? null : auth0.managementDomain(),
        auth0 == null ? null : auth0.connection());
  }

  private static Mapping mapping(@Nullable RoleMapping mapping) {
    return mapping == null
        ? null
        : new Mapping(
            mapping.path(),
            mapping.rules().stream().map(rule -> new Rule(rule.value(), rule.roles())).toList());
  }
}
