package dev.freehold.api.profile;

import dev.freehold.api.operation.Arguments;
import io.micronaut.core.annotation.Nullable;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What somebody asks for in {@code openId} or {@code auth0}, with what was there before where
 * nothing is given; not checked yet.
 *
 * @param issuer of an Auth0 tenant: derived from its domain
 * @param clientSecret as it was written; null: none
 * @param keepsSecret whether nothing was said of the secret
 * @param allowAdministrator whether the role mapping may give Administrator
 */
record ExternalInput(
    String issuer,
    String clientId,
    Set<String> audiences,
    TokenKinds tokenKinds,
    boolean autoSignUp,
    @Nullable String clientSecret,
    boolean keepsSecret,
    ClaimMapping claims,
    @Nullable RoleMapping roles,
    boolean allowAdministrator,
    @Nullable Auth0Settings auth0) {

  static ExternalInput of(ProfileType type, Arguments part, @Nullable Profile before) {
    ExternalSettings was = before == null ? null : before.external();
    Auth0Settings auth0 =
        type == ProfileType.AUTH0 ? auth0(part, was == null ? null : was.auth0()) : null;
    String issuer =
        auth0 == null
            ? part.string("issuer").orElse(before == null ? "" : before.issuer())
            : Auth0Settings.base(auth0.domain()) + "/";
    Set<String> audiences = audiences(part, before);
    String clientId =
        part.string("clientId")
            .or(() -> Optional.ofNullable(before).map(Profile::clientId))
            .or(() -> audiences.stream().findFirst())
            .orElse("");
    return new ExternalInput(
        issuer.strip(),
        clientId.strip(),
        audiences.isEmpty() && !clientId.isBlank() ? Set.of(clientId.strip()) : audiences,
        part.string("tokenKinds")
            .map(TokenKinds::valueOf)
            .orElse(was == null ? TokenKinds.ID : was.tokenKinds()),
        part.flag("autoSignUp").orElse(was == null || was.autoSignUp()),
        part.string("clientSecret").filter(text -> !text.isBlank()).orElse(null),
        !part.has("clientSecret"),
        part.object("claims")
            .map(ExternalInput::claims)
            .orElse(was == null ? ClaimMapping.STANDARD : was.claims()),
        part.has("roleMapping")
            ? part.object("roleMapping").map(ExternalInput::roles).orElse(null)
            : was == null ? null : was.roles(),
        part.object("roleMapping")
            .map(given -> given.flag("allowAdministrator").orElse(false))
            // One that is kept was allowed when it was written.
            .orElse(true),
        auth0);
  }

  /** Names nothing that could be a secret. */
  @Override
  public String toString() {
    return "ExternalInput[" + issuer + ']';
  }

  private static Set<String> audiences(Arguments part, @Nullable Profile before) {
    List<String> given = part.strings("audiences");
    if (part.values().get("audiences") != null) {
      return new LinkedHashSet<>(given);
    }
    boolean another =
        before != null
            && part.string("clientId").filter(id -> !id.equals(before.clientId())).isPresent();
    // They followed the client id, and go on doing so.
    boolean derived =
        before != null && before.external().audiences().equals(Set.of(before.clientId()));
    return before == null || (another && derived) ? Set.of() : before.external().audiences();
  }

  private static Auth0Settings auth0(Arguments part, @Nullable Auth0Settings was) {
    String domain = part.string("domain").orElse(was == null ? "" : was.domain()).strip();
    String management =
        part.string("managementDomain")
            .orElse(
                was == null || was.managementDomain().equals(was.domain())
                    ? domain
                    : was.managementDomain());
    return new Auth0Settings(
        withoutSlash(domain),
        part.string("databaseName")
            .orElse(was == null ? Auth0Settings.USUAL_CONNECTION : was.connection())
            .strip(),
        withoutSlash(management.strip()));
  }

  private static String withoutSlash(String text) {
    return text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
  }

  private static ClaimMapping claims(Arguments given) {
    return new ClaimMapping(
        source(given, "email"),
        source(given, "emailVerified"),
        source(given, "firstName"),
        source(given, "lastName"));
  }

  private static ClaimSource source(Arguments given, String target) {
    return given
        .object(target)
        .map(source ->
            new ClaimSource(
                source.string("path").orElseThrow(), source.string("default").orElse(null)))
        .orElse(null);
  }

  private static RoleMapping roles(Arguments given) {
    return new RoleMapping(
        given.string("path").orElseThrow(),
        given.objects("rules").stream()
            .map(rule ->
                new RoleMapping.Rule(
                    rule.string("value").orElseThrow(), Set.copyOf(rule.ids("roles"))))
            .toList());
  }
}
