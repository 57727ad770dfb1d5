package dev.freehold.api.profile;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The authentication profiles, by SQL. */
@JdbcRepository(dialect = Dialect.POSTGRES)
interface ProfileRepository extends GenericRepository<Profile, UUID> {
  @Query("select * from freehold.profiles order by is_default desc, id")
  List<Profile> list();

  @Query("select * from freehold.profiles where id = :id")
  Optional<Profile> find(UUID id);

  @Query("select * from freehold.profiles where lower(name) = lower(:name)")
  Optional<Profile> findByName(String name);

  @Query("select * from freehold.profiles where realm = :realm")
  Optional<Profile> findByRealm(String realm);

  @Query("select * from freehold.profiles where is_default")
  Optional<Profile> findDefault();

  @Query(
      """
      insert into freehold.profiles (id, name, type, is_default, issuer, client_id, realm,
        sign_up_mode, sign_up_domains, callback_urls, logout_urls,
        brand_name, brand_logo, brand_primary_color)
      values (:id, :name, 'BUILT_IN', :isDefault, :issuer, :clientId, :realm,
        :mode, :domains, :callbackUrls, :logoutUrls, :brandName, :brandLogo, :brandPrimaryColor)
      on conflict do nothing\
      """)
  long insert(
      UUID id,
      String name,
      boolean isDefault,
      String issuer,
      String clientId,
      String realm,
      String mode,
      String[] domains,
      String[] callbackUrls,
      String[] logoutUrls,
      @Nullable String brandName,
      @Nullable String brandLogo,
      @Nullable String brandPrimaryColor);

  @Query(
      """
      update freehold.profiles set name = :name, sign_up_mode = :mode, sign_up_domains = :domains,
        callback_urls = :callbackUrls, logout_urls = :logoutUrls, brand_name = :brandName,
        brand_logo = :brandLogo, brand_primary_color = :brandPrimaryColor,
        status = 'PENDING', status_reason = null, revision = revision + 1, updated_at = now()
      where id = :id and revision = :revision and status <> 'DELETING'\
      """)
  long update(
      UUID id,
      long revision,
      String name,
      String mode,
      String[] domains,
      String[] callbackUrls,
      String[] logoutUrls,
      @Nullable String brandName,
      @Nullable String brandLogo,
      @Nullable String brandPrimaryColor);

  @Query("update freehold.profiles set enabled = :enabled where id = :id and enabled <> :enabled")
  void enable(UUID id, boolean enabled);

  @Query(
      """
      update freehold.profiles set native_log_in = :allowed
      where id = :id and native_log_in <> :allowed\
      """)
  void allowNativeLogIn(UUID id, boolean allowed);

  @Query("update freehold.profiles set facades = cast(:facades as text[]) where id = :id")
  void offer(UUID id, String[] facades);

  /** Active administrators who can log in through another profile. */
  @Query(
      """
      select count(*) from freehold.user_roles ur
        join freehold.roles r on r.id = ur.role_id and r.name = 'Administrator'
        join freehold.users u on u.id = ur.user_id and u.status = 'ACTIVE'
        join freehold.identities i on i.user_id = u.id and i.enabled and i.profile_id <> :id
        join freehold.profiles p on p.id = i.profile_id and p.enabled and p.trusted
          and p.status <> 'DELETING'\
      """)
  long countAdministratorsElsewhere(UUID id);

  /** Says how a provisioning of that revision ended; a later change is left pending. */
  @Query(
      """
      update freehold.profiles set status = :status, status_reason = :reason,
        trusted = trusted or :status = 'READY'
      where id = :id and revision = :revision and status <> 'DELETING'
        and ((status, coalesce(status_reason, '')) <> (:status, coalesce(:reason, ''))
          or (:status = 'READY' and not trusted))\
      """)
  long report(UUID id, long revision, String status, @Nullable String reason);

  /** From here on no token of the profile is accepted: its realm is somebody else's. */
  @Query("update freehold.profiles set trusted = false where id = :id and trusted")
  void distrust(UUID id);

  /** Follows a changed Keycloak address: the identities hang on the profile, not on its issuer. */
  @Query(
      """
      update freehold.profiles set issuer = :issuer, updated_at = now()
      where id = :id and issuer <> :issuer\
      """)
  void moveIssuer(UUID id, String issuer);

  @Query("update freehold.profiles set opened_at = now() where id = :id and opened_at is null")
  void open(UUID id);

  @Query(
      """
      update freehold.profiles set status = 'DELETING', status_reason = null,
        revision = revision + 1, updated_at = now()
      where id = :id\
      """)
  void retire(UUID id);

  @Query("delete from freehold.profiles where id = :id")
  void delete(UUID id);

  @Query("delete from freehold.profile_roles where profile_id = :id")
  void clearRoles(UUID id);

  @Query(
      """
      insert into freehold.profile_roles (profile_id, role_id) select :id, unnest(cast(:roles as uuid[]))
      on conflict do nothing\
      """)
  void addRoles(UUID id, String[] roles);

  @Query("select role_id from freehold.profile_roles where profile_id = :id")
  List<UUID> roleIds(UUID id);

  @Query("select count(*) from freehold.identities where profile_id = :id and deleted_at is null")
  long countIdentities(UUID id);

  /** Users who have no identity but the profile's. */
  @Query(
      """
      delete from freehold.users u
      where exists (select 1 from freehold.identities i
                    where i.user_id = u.id and i.profile_id = :id)
        and not exists (select 1 from freehold.identities i
                        where i.user_id = u.id and i.profile_id <> :id)\
      """)
  void deleteUsersOf(UUID id);
}
