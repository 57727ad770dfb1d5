package dev.freehold.api.profile;

import dev.freehold.api.secret.SealedTexts;
import dev.freehold.api.secret.SecretBox;
import dev.freehold.api.secret.VariableUses;
import dev.freehold.api.secret.Variables;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * The client secrets of external profiles: sealed in the row, or the name of a variable that has
 * the secret, kept as it was written.
 */
@Singleton
class ClientSecrets implements SealedTexts, VariableUses {
  private final ProfileRepository profiles;
  private final ExternalProfileRepository rows;
  private final SecretBox box;
  private final Variables variables;

  ClientSecrets(
      ProfileRepository profiles,
      ExternalProfileRepository rows,
      SecretBox box,
      Variables variables) {
    this.profiles = profiles;
    this.rows = rows;
    this.box = box;
    this.variables = variables;
  }

  /** How the secret of that profile is kept. */
  String keep(UUID profileId, String secret) {
    return Variables.reference(secret).isPresent() ? secret : box.seal(secret, context(profileId));
  }

  /** Empty for a public client, or when the variable is not there. */
  Optional<String> of(Profile profile) {
    String kept = profile.external() == null ? null : profile.external().clientSecret();
    return Optional.ofNullable(kept)
        .flatMap(text ->
            Variables.reference(text)
                .map(variables::value)
                .orElseGet(() -> Optional.of(box.open(text, context(profile.id())))));
  }

  @Override
  public List<Sealed> all() {
    return secrets()
        .filter(profile -> Variables.reference(profile.external().clientSecret()).isEmpty())
        .map(profile ->
            new Sealed(
                profile.id().toString(), context(profile.id()), profile.external().clientSecret()))
        .toList();
  }

  @Override
  public boolean replace(Sealed before, String text) {
    return rows.replaceSecret(UUID.fromString(before.key()), before.text(), text) == 1;
  }

  @Override
  public List<String> of(String name) {
    return secrets()
        .filter(profile ->
            Variables.reference(profile.external().clientSecret()).filter(name::equals).isPresent())
        .map(profile -> "client secret of profile " + profile.name())
        .toList();
  }

  private Stream<Profile> secrets() {
    return profiles.list().stream()
        .filter(profile -> profile.external() != null && profile.external().clientSecret() != null);
  }

  private static String context(UUID profileId) {
    return "profile " + profileId + " clientSecret";
  }
}
