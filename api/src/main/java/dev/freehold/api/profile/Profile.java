package dev.freehold.api.profile;

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
 * @param realm name of its realm in our Keycloak
 * @param signUpDomains as in the realm attribute {@code freehold.signup.domains}
 * @param statusReason safe to show; null when there is nothing to say
 * @param revision counts the changes of the settings
 * @param openedAt when sign-up was first possible in the realm; null while nobody can have
 *     registered himself
 * @param trusted whether tokens are accepted: its realm was proven to be its own
 */
@MappedEntity(value = "profiles", schema = "freehold")
public record Profile(
    @Id UUID id,
    String name,
    ProfileType type,
    @MappedProperty("is_default") boolean isDefault,
    String issuer,
    String clientId,
    String realm,
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
    Instant createdAt,
    Instant updatedAt) {}
