package dev.freehold.api.profile.builtin;

import java.io.ByteArrayInputStream;
import java.net.URI;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.Base64;
import java.util.Collection;
import java.util.regex.Pattern;

/** What a connection must be like. */
final class ConnectionRules {
  /** It stands in URLs, and may be none of the words that Keycloak uses there itself. */
  private static final Pattern ALIAS = Pattern.compile("[a-z0-9]([a-z0-9-]{0,38}[a-z0-9])?");

  private static final Pattern TENANT = Pattern.compile("[A-Za-z0-9.-]{1,100}");
  private static final Pattern SCOPES = Pattern.compile("[\\x21-\\x7e]+( [\\x21-\\x7e]+)*");
  private static final int LONGEST = 500;

  private ConnectionRules() {}

  static void check(Connection connection, Collection<String> secrets, BuiltInRules rules) {
    String field = "connections." + connection.alias() + ".";
    if (!ALIAS.matcher(connection.alias()).matches()) {
      rules.fault(
          field + "alias", "must be 1 to 40 of a to z, 0 to 9 and -, which is not at an end");
    }
    String name = connection.displayName();
    if (name.isBlank() || name.length() > 60 || name.chars().anyMatch(Character::isISOControl)) {
      rules.fault(field + "displayName", "must be 1 to 60 characters");
    }
    if (connection.tenant() != null && !TENANT.matcher(connection.tenant()).matches()) {
      rules.fault(field + "tenant", "must be a directory's id or domain");
    }
    if (connection.scopes() != null && !SCOPES.matcher(connection.scopes()).matches()) {
      rules.fault(field + "scopes", "must be words separated by single spaces");
    }
    if (connection.kind() == Connection.Kind.SAML) {
      check(connection.saml(), field, rules);
    } else {
      String clientId = connection.clientId();
      if (clientId == null || clientId.isBlank() || clientId.length() > LONGEST) {
        rules.fault(field + "clientId", "must be what the provider calls the application");
      }
      if (!secrets.contains(connection.secretName())) {
        rules.fault(field + "clientSecret", "is needed");
      }
    }
  }

  private static void check(Connection.Saml saml, String field, BuiltInRules rules) {
    if (saml == null || saml.entityId().isBlank() || saml.entityId().length() > LONGEST) {
      rules.fault(field + "saml.entityId", "must be the provider's entity id");
      return;
    }
    URI url = saml.singleSignOnUrl();
    boolean https = "https".equalsIgnoreCase(url.getScheme());
    boolean http = "http".equalsIgnoreCase(url.getScheme()) && rules.local();
    if (url.getHost() == null || url.getRawUserInfo() != null || !(https || http)) {
      rules.fault(field + "saml.singleSignOnUrl", "must be an https URL");
    }
    // Without it anybody could make assertions.
    try {
      CertificateFactory.getInstance("X.509")
          .generateCertificate(
              new ByteArrayInputStream(Base64.getMimeDecoder().decode(saml.certificate())));
    } catch (CertificateException | IllegalArgumentException _) {
      rules.fault(field + "saml.certificate", "must be the provider's signing certificate, PEM");
    }
  }
}
