package dev.freehold.keycloak.outbox;

/** What happened to a user or to all of a realm, by the name the receiver knows. */
enum UserEventType {
  CREATED("user.created"),
  UPDATED("user.updated"),
  EMAIL_VERIFIED("user.email_verified"),
  ENABLED("user.enabled"),
  DISABLED("user.disabled"),
  DELETED("user.deleted"),
  LOGGED_IN("user.logged_in"),
  LOGGED_OUT("user.logged_out"),
  PASSWORD_CHANGED("user.password_changed"),
  REALM_LOGGED_OUT("realm.logged_out");

  private final String wireName;

  UserEventType(String wireName) {
    this.wireName = wireName;
  }

  String wireName() {
    return wireName;
  }
}
