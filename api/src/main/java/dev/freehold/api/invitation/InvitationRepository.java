package dev.freehold.api.invitation;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Invitations, by SQL. */
@JdbcRepository(dialect = Dialect.POSTGRES)
interface InvitationRepository extends GenericRepository<Invitation, UUID> {
  @Query(
      "select * from freehold.invitations order by created_at desc, id limit :first offset :skip")
  List<Invitation> list(int first, int skip);

  @Query("select count(*) from freehold.invitations")
  long total();

  Optional<Invitation> findById(UUID id);

  @Query("select * from freehold.invitations where hash = :hash")
  Optional<Invitation> findByHash(String hash);

  @Query("select * from freehold.invitations where id = :id for update")
  Optional<Invitation> lock(UUID id);

  @Query("select * from freehold.invitations where hash = :hash for update")
  Optional<Invitation> lockByHash(String hash);

  @Query(
      """
      select * from freehold.invitations
      where profile_id = :profileId and subject = :subject and status = 'PENDING' for update\
      """)
  Optional<Invitation> lockBySubject(UUID profileId, String subject);

  @Query("select role_id from freehold.invitation_roles where invitation_id = :id")
  List<UUID> roleIds(UUID id);

  /** 0 when that e-mail has an open invitation of the profile. */
  @Query(
      """
      insert into freehold.invitations (id, profile_id, email, message, language, hash, expires_at,
        invited_by)
      values (:id, :profileId, :email, :message, :language, :hash, :expiresAt, :invitedBy)
      on conflict do nothing\
      """)
  long insert(
      UUID id,
      UUID profileId,
      String email,
      @Nullable String message,
      String language,
      String hash,
      Instant expiresAt,
      String invitedBy);

  @Query(
      """
      insert into freehold.invitation_roles (invitation_id, role_id)
      select :id, unnest(cast(:roleIds as uuid[])) on conflict do nothing\
      """)
  void addRoles(UUID id, String[] roleIds);

  @Query(
      """
      update freehold.invitations set hash = :hash, expires_at = :expiresAt, sent_at = now()
      where id = :id\
      """)
  long renew(UUID id, String hash, Instant expiresAt);

  @Query("update freehold.invitations set status = 'CANCELLED' where id = :id")
  long cancel(UUID id);

  @Query("update freehold.invitations set subject = :subject where id = :id")
  long start(UUID id, String subject);

  @Query(
      """
      update freehold.invitations set status = 'ACCEPTED', accepted_by = :userId, accepted_at = now()
      where id = :id\
      """)
  long accept(UUID id, UUID userId);
}
