package dev.freehold.api.platform;

import io.micronaut.core.value.PropertyResolver;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Decides before anything starts whether this configuration may. All problems are told at once,
 * each with its variable and remedy, never with a value.
 */
public final class ConfigurationChecks {
  private final PropertyResolver properties;
  private final List<ConfigurationProblem> problems = new ArrayList<>();

  private ConfigurationChecks(PropertyResolver properties) {
    this.properties = properties;
  }

  /** Lines for the operator; empty when the start may go on. */
  public static List<String> problems(PropertyResolver properties) {
    ConfigurationChecks checks = new ConfigurationChecks(properties);
    checks.run();
    return checks.problems.stream().map(ConfigurationProblem::toString).toList();
  }

  /** True when the checks for production do not apply. */
  public static boolean local(PropertyResolver properties) {
    return new ConfigurationChecks(properties)
        .value("FREEHOLD_MODE")
        .filter("local"::equalsIgnoreCase)
        .isPresent();
  }

  private void run() {
    String mode = value("FREEHOLD_MODE").orElse("production");
    if (!mode.equalsIgnoreCase("production") && !mode.equalsIgnoreCase("local")) {
      add("FREEHOLD_MODE", "is neither production nor local", "Set it to one of them");
    }
    database();
    address("FREEHOLD_KEYCLOAK_URL", true);
    address("FREEHOLD_KEYCLOAK_INTERNAL_URL", false);
    address("FREEHOLD_PUBLIC_URL", false);
    required("FREEHOLD_KEYCLOAK_ADMIN_CLIENT_ID", "Set it to the service account's client id");
    Secret.ALL.forEach(
        secret -> secret.unusable(value(secret.variable())).ifPresent(problems::add));
    if (!mode.equalsIgnoreCase("local")) {
      production();
    }
  }

  private void production() {
    https("FREEHOLD_KEYCLOAK_URL", "Tokens and passwords must not travel in the clear");
    https("FREEHOLD_PUBLIC_URL", "Set it to the https address at which browsers reach the API");
    Secret.ALL.forEach(
        secret -> value(secret.variable()).flatMap(secret::unsafe).ifPresent(problems::add));
  }

  private void database() {
    String variable = "FREEHOLD_DATABASE_URL";
    String remedy = "Set it like jdbc:postgresql://db.example.com:5432/freehold";
    required(variable, remedy);
    value(variable)
        .filter(url -> !url.startsWith("jdbc:postgresql:"))
        .ifPresent(_ -> add(variable, "is not a JDBC URL of PostgreSQL", remedy));
    required("FREEHOLD_DATABASE_USER", "Set it to the role that owns the schema freehold");
    companyDatabase();
  }

  /** Another one than the platform's only if it is named. */
  private void companyDatabase() {
    String variable = "FREEHOLD_DATA_URL";
    Optional<String> url = value(variable);
    if (url.isPresent()) {
      if (!url.get().startsWith("jdbc:postgresql:")) {
        add(
            variable,
            "is not a JDBC URL of PostgreSQL",
            "Set it like jdbc:postgresql://db.example.com:5432/company, or leave it out");
      }
      required("FREEHOLD_DATA_USER", "Set it to a role that may use the company's tables");
      required("FREEHOLD_DATA_PASSWORD", "Set it to that role's password");
    }
  }

  private void address(String variable, boolean required) {
    String remedy = "Set it like https://login.example.com";
    if (required) {
      required(variable, remedy);
    }
    value(variable)
        .filter(text -> !isAddress(text))
        .ifPresent(_ -> add(variable, "is not an http or https URL without query", remedy));
  }

  private static boolean isAddress(String text) {
    try {
      URI uri = URI.create(text);
      String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
      return (scheme.equals("http") || scheme.equals("https"))
          && uri.getHost() != null
          && uri.getRawUserInfo() == null
          && uri.getRawQuery() == null
          && uri.getRawFragment() == null;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private void https(String variable, String remedy) {
    Optional<String> url = value(variable);
    if (url.isEmpty() && variable.equals("FREEHOLD_PUBLIC_URL")) {
      add(variable, "is not set", remedy);
    }
    url.filter(text -> text.toLowerCase(Locale.ROOT).startsWith("http:"))
        .ifPresent(
            _ -> add(variable, "is plain http, allowed only with FREEHOLD_MODE=local", remedy));
  }

  private void required(String variable, String remedy) {
    if (value(variable).isEmpty()) {
      add(variable, "is not set", remedy);
    }
  }

  private void add(String variable, String problem, String remedy) {
    problems.add(new ConfigurationProblem(variable, problem, remedy));
  }

  /** Reads {@code FREEHOLD_A_B} as the property {@code freehold.a.b}, or {@code freehold.a-b}. */
  private Optional<String> value(String variable) {
    return names(variable).stream()
        .flatMap(name -> properties.getProperty(name, String.class).stream())
        .filter(text -> !text.isBlank())
        .findFirst();
  }

  private static List<String> names(String variable) {
    String rest = variable.substring("FREEHOLD_".length()).toLowerCase(Locale.ROOT);
    List<String> names = new ArrayList<>();
    names.add("freehold." + rest.replace('_', '.'));
    for (int i = rest.indexOf('_'); i >= 0; i = rest.indexOf('_', i + 1)) {
      names.add(
          "freehold."
              + rest.substring(0, i).replace('_', '.')
              + '.'
              + rest.substring(i + 1).replace('_', '-'));
    }
    names.add("freehold." + rest.replace('_', '-'));
    return names;
  }
}
