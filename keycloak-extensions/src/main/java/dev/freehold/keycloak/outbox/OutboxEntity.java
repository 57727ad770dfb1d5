package dev.freehold.keycloak.outbox;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** One event on its way to the receiver. All times are milliseconds since 1970. */
@Entity
@Table(name = "FREEHOLD_OUTBOX")
public class OutboxEntity {
  @Id
  @Column(name = "ID", length = 36)
  public String id;

  @Column(name = "REALM_ID", length = 36, nullable = false)
  public String realmId;

  @Column(name = "SUBJECT", length = 255, nullable = false)
  public String subject;

  @Column(name = "SEQ", nullable = false)
  public long sequence;

  @Column(name = "TYPE", length = 32, nullable = false)
  public String type;

  @Column(name = "PAYLOAD", length = 65536, nullable = false)
  public String payload;

  @Enumerated(EnumType.STRING)
  @Column(name = "STATE", length = 16, nullable = false)
  public OutboxState state;

  @Column(name = "ATTEMPTS", nullable = false)
  public int attempts;

  @Column(name = "CREATED_AT", nullable = false)
  public long createdAt;

  /** When the row may be (tried) again; while a node delivers it, when its lease ends. */
  @Column(name = "DUE_AT", nullable = false)
  public long dueAt;

  /** Names the claim under which the row is being delivered; null when nobody is at it. */
  @Column(name = "LEASE", length = 36)
  public String lease;

  @Column(name = "DONE_AT")
  public Long doneAt;

  @Column(name = "LAST_ERROR", length = 255)
  public String lastError;
}
