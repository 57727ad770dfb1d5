package dev.freehold.api.profile;

import dev.freehold.api.profile.builtin.BuiltInSettings;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.MappedProperty;
import io.micronaut.data.annotation.TypeDef;
import io.micronaut.data.model.DataType;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * An authentication profile: an issuer whose tokens are accepted, and the rules for those who come
 * from it.
 *
 * @param clientId of an external profile: the client that log-ins go through
 * @param realm name of its realm in our Keycloak; null unless built in
 * @param signUpDomains as in the realm attribute {@code freehold.signup.domains}
 * @param statusReason safe to show; null when there is nothing to say
 * @param revision counts the changes of the settings
 * @param openedAt when sign-up was first possible in the realm; null while nobody can have
 *     registered himself
 * @param trusted whether tokens are accepted: its realm was proven to be its own, its issuer was
 *     asked
 * @param enabled false: switched off by an administrator, no token is accepted
 * @param external null when built in
 * @param nativeLogIn whether applications may send passwords to the API, which passes them on
 * @param facades sign-in addresses of other services that it offers
 * @param builtInSettings null unless built in, or while they are as usual
 */
@MappedEntity(value = "profiles", schema = "freehold")
public record Profile(
    @Id UUID id,
    String name,
    ProfileType type,
    @MappedProperty("is_default") boolean isDefault,
    String issuer,
    String clientId,
    @Nullable String realm,
    SignUpMode signUpMode,
    @TypeDef(type = DataType.STRING_ARRAY) List<String> signUpDomains,
    @TypeDef(type = DataType.STRING_ARRAY) List<String> callbackUrls,
    @TypeDef(type = DataType.STRING_ARRAY) List<String> logoutUrls,
    @Nullable String brandName,
    @Nullable String brandLogo,
    @Nullable String brandPrimaryColor,
    ProfileStatus status,
    @Nullable String statusReason,
    long revision,
    @Nullable Instant openedAt,
    boolean trusted,
    boolean enabled,
    @Nullable @TypeDef(type = DataType.STRING, converter = ExternalSettingsJson.class)
        ExternalSettings external,
    boolean nativeLogIn,
    @TypeDef(type = DataType.STRING_ARRAY) List<SignInFacade> facades,
    @Nullable
        @MappedProperty("built_in")
        @TypeDef(type = DataType.STRING, converter = BuiltInSettingsJson.class)
        BuiltInSettings builtInSettings,
    Instant createdAt,
    Instant updatedAt) {
  public boolean builtIn() {
    return type == ProfileType.BUILT_IN;
  }

  BuiltInSettings settings() {
    return builtInSettings == null ? BuiltInSettings.USUAL : builtInSettings;
  }

  /** The same with other settings, not stored. */
  Profile with(ProfileInput input, BuiltInSettings settings) {
    return new Profile(
        id,
        input.name(),
        type,
        isDefault,
        issuer,
        clientId,
        realm,
        input.signUpMode(),
        input.signUpDomains(),
        input.callbackUrls(),
        input.logoutUrls(),
        input.brandName(),
        input.brandLogo(),
        input.brandPrimaryColor(),
        status,
        statusReason,
        revision,
        openedAt,
        trusted,
        input.enabled(),
        external,
        input.nativeLogIn(),
        input.facades(),
        settings,
        createdAt,
        updatedAt);
  }

  /** Whether its tokens count at the moment. */
  boolean inForce() {
    return trusted && enabled && status != ProfileStatus.DELETING;
  }
}
