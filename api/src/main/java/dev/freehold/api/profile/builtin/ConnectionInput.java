package dev.freehold.api.profile.builtin;

import dev.freehold.api.operation.Arguments;
import dev.freehold.api.profile.builtin.Connection.Kind;
import dev.freehold.api.profile.builtin.Connection.OpenId;
import dev.freehold.api.profile.builtin.Connection.Saml;
import java.net.URI;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** One of the {@code connections} that somebody asks for; the list replaces what was there. */
final class ConnectionInput {
  private static final URI NOWHERE = URI.create("");

  private ConnectionInput() {}

  static Connection of(Arguments given, BuiltInSettings was, Map<String, String> secrets) {
    Kind kind = Kind.valueOf(given.string("kind").orElseThrow());
    String usual = kind.name().toLowerCase(Locale.ROOT);
    String alias = given.string("alias").orElse(usual).strip();
    Optional<Connection> before =
        was.connections().stream().filter(one -> one.alias().equals(alias)).findFirst();
    Connection connection =
        new Connection(
            alias,
            kind,
            given.string("displayName").orElse(name(kind, alias)).strip(),
            given.flag("enabled").orElse(true),
            kind == Kind.SAML ? null : text(given, "clientId"),
            text(given, "scopes"),
            given.flag("trustEmail").orElse(false),
            given.flag("asksSecondFactor").orElse(false),
            kind == Kind.MICROSOFT ? text(given, "tenant") : null,
            openId(kind, given, before.map(Connection::openId).orElse(null)),
            kind == Kind.SAML
                ? given.object("saml").map(ConnectionInput::saml).orElse(null)
                : null);
    given.string("clientSecret").ifPresent(secret -> secrets.put(connection.secretName(), secret));
    return connection;
  }

  /** The addresses are asked for later, unless they are known for this issuer. */
  private static OpenId openId(Kind kind, Arguments given, OpenId was) {
    return switch (kind) {
      case APPLE -> OpenId.APPLE;
      case OPENID -> {
        String issuer = given.string("issuer").orElse("").strip();
        yield was != null && Objects.equals(was.issuer(), issuer)
            ? was
            : new OpenId(issuer, NOWHERE, NOWHERE, NOWHERE, null);
      }
      case GOOGLE, GITHUB, FACEBOOK, MICROSOFT, SAML -> null;
    };
  }

  private static Saml saml(Arguments given) {
    String certificate =
        given.string("certificate").orElseThrow().replaceAll("-----[A-Z ]+-----|\\s", "");
    return new Saml(
        given.string("entityId").orElseThrow().strip(),
        uri(given.string("singleSignOnUrl").orElseThrow().strip()),
        certificate,
        given.string("emailAttribute").orElse("email"),
        given.string("firstNameAttribute").orElse("firstName"),
        given.string("lastNameAttribute").orElse("lastName"));
  }

  private static URI uri(String text) {
    try {
      return URI.create(text);
    } catch (IllegalArgumentException _) {
      return NOWHERE;
    }
  }

  private static String name(Kind kind, String alias) {
    return switch (kind) {
      case GOOGLE -> "Google";
      case GITHUB -> "GitHub";
      case FACEBOOK -> "Facebook";
      case MICROSOFT -> "Microsoft";
      case APPLE -> "Apple";
      case OPENID, SAML -> alias;
    };
  }

  private static String text(Arguments given, String name) {
    return given.string(name).map(String::strip).filter(text -> !text.isEmpty()).orElse(null);
  }
}
