package dev.freehold.api.profile;

import dev.freehold.api.platform.ErrorCode;
import dev.freehold.api.platform.FreeholdException;
import dev.freehold.api.profile.builtin.BuiltInInput;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** What a provisioning would change, told beforehand by the code that would do it. */
@Singleton
class ProfilePlan {
  private final Realms realms;
  private final ProfileSecrets secrets;
  private final ProfileRules rules;
  private final BuiltInProfiles builtIns;

  ProfilePlan(Realms realms, ProfileSecrets secrets, ProfileRules rules, BuiltInProfiles builtIns) {
    this.realms = realms;
    this.secrets = secrets;
    this.rules = rules;
    this.builtIns = builtIns;
  }

  /** What differs as the profile is. */
  List<Difference> of(Profile profile) {
    return differences(profile, secrets.of(profile.id()));
  }

  /**
   * What would differ once these settings were saved.
   *
   * @throws FreeholdException when they would not be taken
   */
  List<Difference> of(Profile before, ProfileInput wanted, BuiltInInput settings) {
    ProfileInput input = rules.checked(wanted);
    BuiltInInput builtIn = builtIns.checked(before, input, settings);
    Map<String, ProfileSecret> known = new HashMap<>(secrets.of(before.id()));
    builtIn
        .secrets()
        .keySet()
        .forEach(
            name -> known.put(name, new ProfileSecret(before.id(), name, "", UUID.randomUUID())));
    return differences(before.with(input, builtIn.settings()), known);
  }

  private List<Difference> differences(Profile profile, Map<String, ProfileSecret> known) {
    try {
      return realms.plan(
          new WantedRealm(
              profile,
              profile.openedAt() != null,
              known,
              secret -> {
                throw new IllegalStateException("A plan needs no secret");
              },
              false));
    } catch (RealmRefusal refusal) {
      throw new FreeholdException(
          ErrorCode.EXTERNAL_SERVICE,
          ErrorCode.EXTERNAL_SERVICE.message(),
          Map.of("realm", refusal.getMessage()),
          refusal);
    }
  }
}
