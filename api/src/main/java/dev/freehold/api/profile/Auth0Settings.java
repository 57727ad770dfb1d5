package dev.freehold.api.profile;

/**
 * What only an Auth0 tenant has.
 *
 * @param domain as entered; a whole URL is possible in local mode only
 * @param connection the database connection that keeps passwords
 * @param managementDomain the tenant's own domain, where its management API is, also when {@code
 *     domain} is a custom one
 */
public record Auth0Settings(String domain, String connection, String managementDomain) {
  static final String USUAL_CONNECTION = "Username-Password-Authentication";

  /** Without a slash at the end. */
  static String base(String domain) {
    return domain.contains("://") ? domain : "https://" + domain;
  }
}
