package dev.freehold.api.profile;

/**
 * Sign-in addresses of another service that this API offers in its place, so that applications made
 * for it need not change. Behind them is a log-in by code and PKCE that returns to the API itself.
 */
public enum SignInFacade {
  /** Amazon Cognito's {@code /oauth2/authorize} and {@code /logout}. */
  COGNITO,
  /** Auth0's {@code /authorize} and {@code /v2/logout}. */
  AUTH0;

  /**
   * Where the hosted page returns to, below the public URL; a redirect URI of the realm's client.
   */
  public static final String CALLBACK = "/sign-in/callback";

  /** Where it returns to after a log-out that a log-in follows. */
  public static final String LOGGED_OUT = "/sign-in/logged-out";
}
