package dev.freehold.api.profile;

import io.micronaut.core.annotation.Nullable;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * What a realm is to follow.
 *
 * @param open false while nobody may register himself yet, whatever the profile says
 * @param secrets by the names of their settings
 * @param reveal gives a secret in clear; asked only when it is written
 * @param secretsAnew whether to write secrets although nothing says that they differ: Keycloak does
 *     not show the ones it has
 */
record WantedRealm(
    Profile profile,
    boolean open,
    Map<String, ProfileSecret> secrets,
    Function<ProfileSecret, String> reveal,
    boolean secretsAnew) {

  SignUpMode signUp() {
    return open ? profile.signUpMode() : SignUpMode.OFF;
  }

  /** Which secret it is, without telling it. */
  String mark(String name) {
    return Optional.ofNullable(secrets.get(name))
        .map(secret -> secret.version().toString())
        .orElse("none");
  }

  boolean hasSecret(String name) {
    return secrets.containsKey(name);
  }

  @Nullable
  String secret(String name) {
    return Optional.ofNullable(secrets.get(name)).map(reveal).orElse(null);
  }

  /** The same while nobody may register himself. */
  WantedRealm closed() {
    return new WantedRealm(profile, false, secrets, reveal, secretsAnew);
  }

  @Override
  public String toString() {
    return "WantedRealm[" + profile.name() + ']';
  }
}
