package dev.freehold.api.user;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.TypeDef;
import io.micronaut.data.model.DataType;
import java.util.List;
import java.util.UUID;

/**
 * All that decides who a caller is.
 *
 * @param userId null for a tombstone
 * @param sequence of what was last applied to the identity
 * @param notBefore the account's tokens issued before this second are revoked; 0 when none are
 * @param sessionNotBefore the same for those of the session; the largest number when it has ended
 */
@MappedEntity
record CallerRow(
    @Id @Nullable UUID userId,
    @Nullable String email,
    @Nullable String status,
    boolean enabled,
    @TypeDef(type = DataType.STRING_ARRAY) List<String> roles,
    long sequence,
    long notBefore,
    long sessionNotBefore) {}
