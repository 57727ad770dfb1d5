package dev.freehold.api.web;

import dev.freehold.api.platform.Installation;
import io.micronaut.context.annotation.Property;
import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/**
 * What the welcome page is told. It is there in local mode, elsewhere only when {@code
 * FREEHOLD_WELCOME_PAGE} is true.
 */
@Singleton
final class WelcomeSettings {
  private static final String CLIENT = "freehold-app";

  private final Installation installation;
  private final boolean enabled;
  private final String keycloak;
  private final String keycloakFromHere;
  private final String realm;
  private final String mail;

  WelcomeSettings(
      Installation installation,
      @Nullable @Property(name = "freehold.welcome-page") Boolean enabled,
      @Property(name = "freehold.keycloak.url", defaultValue = "http://localhost:8180") String url,
      @Nullable @Property(name = "freehold.keycloak.internal-url") String internalUrl,
      @Property(name = "freehold.default-realm", defaultValue = "freehold") String realm,
      @Nullable @Property(name = "freehold.mail-url") String mail) {
    this.installation = installation;
    this.enabled = enabled == null ? installation.local() : enabled;
    this.keycloak = withoutSlash(url);
    this.keycloakFromHere =
        internalUrl == null || internalUrl.isBlank() ? keycloak : withoutSlash(internalUrl);
    this.realm = realm;
    this.mail = mail;
  }

  boolean enabled() {
    return enabled;
  }

  /** The issuer's configuration (OpenID Connect Discovery 1.0, section 4) as this node gets it. */
  URI discovery() {
    return URI.create(keycloakFromHere + "/realms/" + realm + "/.well-known/openid-configuration");
  }

  String keycloak() {
    return keycloak;
  }

  String realm() {
    return realm;
  }

  /** Scheme, host and port of Keycloak, the only other origin the page may speak to. */
  String keycloakOrigin() {
    URI uri = URI.create(keycloak);
    return uri.getScheme() + "://" + uri.getAuthority();
  }

  WelcomeConfiguration configuration(HostedLogin.State state) {
    String home = installation.at("/").toString();
    return new WelcomeConfiguration(
        keycloak + "/realms/" + realm,
        CLIENT,
        home,
        home,
        installation.at("/graphql").toString(),
        state.wire(),
        state.message(this),
        links());
  }

  private List<WelcomeConfiguration.Link> links() {
    List<WelcomeConfiguration.Link> links = new ArrayList<>();
    if (installation.local()) {
      links.add(new WelcomeConfiguration.Link("GraphiQL", installation.at("/graphiql").toString()));
    }
    links.add(new WelcomeConfiguration.Link("Keycloak", keycloak + "/admin/"));
    if (mail != null && !mail.isBlank()) {
      links.add(new WelcomeConfiguration.Link("Caught mail", mail));
    }
    return links;
  }

  private static String withoutSlash(String url) {
    return url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
  }
}
