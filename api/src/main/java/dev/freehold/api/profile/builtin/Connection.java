package dev.freehold.api.profile.builtin;

import io.micronaut.core.annotation.Nullable;
import java.net.URI;

/**
 * Another provider that people may log in through. Its secret is kept elsewhere.
 *
 * @param alias part of the callback URL
 * @param clientId what the provider knows us by; null for SAML
 * @param scopes separated by spaces; null: those that the kind needs
 * @param trustEmail whether the provider's word that an e-mail is verified counts
 * @param asksSecondFactor the provider asks for a second factor itself, so we do not
 * @param tenant of Microsoft: a directory; null: any
 * @param openId null unless the kind is OPENID or APPLE
 * @param saml null unless the kind is SAML
 */
public record Connection(
    String alias,
    Kind kind,
    String displayName,
    boolean enabled,
    @Nullable String clientId,
    @Nullable String scopes,
    boolean trustEmail,
    boolean asksSecondFactor,
    @Nullable String tenant,
    @Nullable OpenId openId,
    @Nullable Saml saml) {

  /** The providers we know by name, and the two protocols for all others. */
  public enum Kind {
    GOOGLE("google"),
    GITHUB("github"),
    FACEBOOK("facebook"),
    MICROSOFT("microsoft"),
    /** Keycloak has nothing of its own for Apple; it is an OpenID provider like others. */
    APPLE("oidc"),
    OPENID("oidc"),
    SAML("saml");

    private final String providerId;

    Kind(String providerId) {
      this.providerId = providerId;
    }

    String providerId() {
      return providerId;
    }

    /** Whether this is how Keycloak calls it. */
    public boolean is(String other) {
      return providerId.equals(other);
    }
  }

  /** An OpenID provider's addresses, as its discovery document names them. */
  public record OpenId(
      String issuer, URI authorization, URI token, URI jwks, @Nullable URI endSession) {
    static final OpenId APPLE =
        new OpenId(
            "https://appleid.apple.com",
            URI.create("https://appleid.apple.com/auth/authorize"),
            URI.create("https://appleid.apple.com/auth/token"),
            URI.create("https://appleid.apple.com/auth/keys"),
            null);

    /** False while nobody has asked the issuer for its addresses. */
    public boolean complete() {
      return token.isAbsolute();
    }
  }

  /**
   * A SAML 2.0 identity provider.
   *
   * @param certificate base64 of the DER, without the lines around it
   * @param emailAttribute name of the attribute; so are the other two
   */
  public record Saml(
      String entityId,
      URI singleSignOnUrl,
      String certificate,
      String emailAttribute,
      String firstNameAttribute,
      String lastNameAttribute) {}

  /** The name that the secret is kept by. */
  public String secretName() {
    return "connection " + alias;
  }

  /** To whom the secret goes. */
  public String receiver() {
    return kind + " " + (openId == null ? "" : openId.issuer());
  }

  public Connection at(OpenId addresses) {
    return new Connection(
        alias,
        kind,
        displayName,
        enabled,
        clientId,
        scopes,
        trustEmail,
        asksSecondFactor,
        tenant,
        addresses,
        saml);
  }
}
