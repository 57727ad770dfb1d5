package dev.freehold.api.profile;

import dev.freehold.api.secret.SealedTexts;
import dev.freehold.api.secret.SecretBox;
import dev.freehold.api.secret.UnreadableSecret;
import dev.freehold.api.secret.VariableUses;
import dev.freehold.api.secret.Variables;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** The secrets of built-in profiles: written by administrators, read by the provisioning alone. */
@Singleton
class ProfileSecrets implements SealedTexts, VariableUses {
  private final BuiltInRepository rows;
  private final ProfileRepository profiles;
  private final SecretBox box;
  private final Variables variables;

  ProfileSecrets(
      BuiltInRepository rows, ProfileRepository profiles, SecretBox box, Variables variables) {
    this.rows = rows;
    this.profiles = profiles;
    this.box = box;
    this.variables = variables;
  }

  /** Stores those that are given and forgets those that no setting needs any more. */
  void save(UUID profileId, Map<String, String> given, Set<String> needed) {
    given.forEach((name, secret) -> {
      boolean reference = Variables.reference(secret).isPresent();
      String value = reference ? secret : box.seal(secret, ProfileSecret.context(profileId, name));
      rows.put(profileId, name, value, UUID.randomUUID());
    });
    rows.keepOnly(profileId, needed.toArray(String[]::new));
  }

  Map<String, ProfileSecret> of(UUID profileId) {
    Map<String, ProfileSecret> byName = new HashMap<>();
    rows.secretsOf(profileId).forEach(secret -> byName.put(secret.name(), secret));
    return byName;
  }

  /**
   * The secret in clear.
   *
   * @throws RealmRefusal when it cannot be read, or is a variable's and there is no such variable
   */
  String open(ProfileSecret secret) {
    try {
      return read(secret);
    } catch (UnreadableSecret e) {
      throw new RealmRefusal(
          RealmRefusal.Kind.REFUSED,
          "The secret for " + secret.name() + " must be entered again",
          e);
    }
  }

  private String read(ProfileSecret secret) {
    if (secret.variable().isEmpty()) {
      return box.open(secret.value(), ProfileSecret.context(secret.profileId(), secret.name()));
    }
    String variable = secret.variable().get();
    return variables
        .value(variable)
        .orElseThrow(() ->
            new RealmRefusal(
                RealmRefusal.Kind.REFUSED,
                "There is no environment variable " + variable + " for " + secret.name(),
                null));
  }

  @Override
  public List<Sealed> all() {
    return rows.secrets().stream()
        .filter(secret -> secret.variable().isEmpty())
        .map(secret ->
            new Sealed(
                secret.profileId() + " " + secret.name(),
                ProfileSecret.context(secret.profileId(), secret.name()),
                secret.value()))
        .toList();
  }

  @Override
  public boolean replace(Sealed before, String text) {
    String[] key = before.key().split(" ", 2);
    return rows.reseal(UUID.fromString(key[0]), key[1], before.text(), text) == 1;
  }

  @Override
  public List<String> of(String variable) {
    return rows.secrets().stream()
        .filter(secret -> secret.variable().filter(variable::equals).isPresent())
        .map(secret -> secret.name() + " of profile " + nameOf(secret.profileId()))
        .toList();
  }

  @Override
  public void changed(String variable) {
    String reference = "${" + variable + "}";
    rows.renew(reference, UUID.randomUUID());
    rows.provisionAgain(reference);
  }

  private String nameOf(UUID profileId) {
    return profiles.find(profileId).map(Profile::name).orElse(profileId.toString());
  }
}
