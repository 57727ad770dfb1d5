package dev.freehold.keycloak.claims;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** What the platform says of one account, for the tokens that Keycloak makes of it. */
@Entity
@Table(name = "FREEHOLD_CLAIMS")
public class ClaimsEntity {
  @Id
  @Column(name = "SUBJECT", length = 255)
  String subject;

  @Column(name = "REALM_ID", length = 36, nullable = false)
  String realmId;

  /** Of the push that wrote it; a lower one comes too late. */
  @Column(name = "VERSION", nullable = false)
  long version;

  /** Null: the account speaks for nobody, so its tokens say nothing. */
  @Column(name = "USER_ID", length = 36)
  String userId;

  /** A JSON array of texts. */
  @Column(name = "ROLES", length = 65536, nullable = false)
  String roles;
}
