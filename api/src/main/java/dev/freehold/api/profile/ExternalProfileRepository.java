package dev.freehold.api.profile;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.Optional;
import java.util.UUID;

/** What is written for profiles of external issuers only, by SQL. */
@JdbcRepository(dialect = Dialect.POSTGRES)
interface ExternalProfileRepository extends GenericRepository<Profile, UUID> {
  /** A profile whose issuer is this one, or could be taken for it. */
  @Query(
      """
      select * from freehold.profiles
      where lower(rtrim(issuer, '/')) = lower(rtrim(:issuer, '/'))\
      """)
  Optional<Profile> findByIssuerAlike(String issuer);

  /** The issuer was asked just now, so its tokens are accepted from here on. */
  @Query(
      """
      insert into freehold.profiles (id, name, type, enabled, issuer, client_id, external, status,
        trusted, sign_up_mode, sign_up_domains, callback_urls, logout_urls,
        brand_name, brand_logo, brand_primary_color)
      values (:id, :name, :type, :enabled, :issuer, :clientId, cast(:external as jsonb), 'READY',
        true, :mode, :domains, :callbackUrls, :logoutUrls,
        :brandName, :brandLogo, :brandPrimaryColor)
      on conflict do nothing\
      """)
  long insert(
      UUID id,
      String name,
      String type,
      boolean enabled,
      String issuer,
      String clientId,
      ExternalSettings external,
      String mode,
      String[] domains,
      String[] callbackUrls,
      String[] logoutUrls,
      @Nullable String brandName,
      @Nullable String brandLogo,
      @Nullable String brandPrimaryColor);

  @Query(
      """
      update freehold.profiles
      set external = jsonb_set(external, '{clientSecret}', to_jsonb(cast(:text as text)))
      where id = :id and external ->> 'clientSecret' = :before\
      """)
  long replaceSecret(UUID id, String before, String text);

  /** What asking the issuer again has shown; a change of the settings meanwhile goes first. */
  @Query(
      """
      update freehold.profiles set external = cast(:external as jsonb), status = :status,
        status_reason = :reason
      where id = :id and revision = :revision and status <> 'DELETING'\
      """)
  long refresh(
      UUID id, long revision, ExternalSettings external, String status, @Nullable String reason);

  @Query(
      """
      update freehold.profiles set name = :name, issuer = :issuer,
        client_id = :clientId, external = cast(:external as jsonb), sign_up_mode = :mode,
        sign_up_domains = :domains, callback_urls = :callbackUrls, logout_urls = :logoutUrls,
        brand_name = :brandName, brand_logo = :brandLogo, brand_primary_color = :brandPrimaryColor,
        status = 'READY', status_reason = null, revision = revision + 1, updated_at = now()
      where id = :id and revision = :revision and status <> 'DELETING'\
      """)
  long update(
      UUID id,
      long revision,
      String name,
      String issuer,
      String clientId,
      ExternalSettings external,
      String mode,
      String[] domains,
      String[] callbackUrls,
      String[] logoutUrls,
      @Nullable String brandName,
      @Nullable String brandLogo,
      @Nullable String brandPrimaryColor);
}
