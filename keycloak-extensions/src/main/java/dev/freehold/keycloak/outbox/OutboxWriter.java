package dev.freehold.keycloak.outbox;

import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;
import java.util.UUID;

/**
 * Writes the events of a transaction's changes inside that transaction.
 *
 * <p>The order of the steps matters. First everything pending is flushed, so that the rows of the
 * users are locked before their heads, always in that order. Then a user's head is locked: a second
 * transaction on the same user waits here until the first has committed. Only then is the user
 * read, so a later sequence never carries an older state.
 */
final class OutboxWriter {
  private static final String INSERT_HEAD =
      """
      insert into OutboxUserEntity (subject, realmId, sequence, emailVerified, enabled)
      values (:subject, :realm, 0, false, false)
      on conflict do nothing
      """;

  private final EntityManager entities;
  private final UserStateRepository users;
  private final SessionRepository sessions;

  OutboxWriter(EntityManager entities) {
    this.entities = entities;
    this.users = new UserStateRepository(entities);
    this.sessions = new SessionRepository(entities);
  }

  void write(Collection<UserChange> changes, Collection<RealmChange> realms) {
    entities.flush();
    // One order for all, so that two transactions on the same two users cannot wait for each other.
    changes.stream()
        .sorted(Comparator.comparing((UserChange change) -> change.subject))
        .forEach(this::write);
    realms.forEach(this::write);
    entities.flush();
  }

  private void write(UserChange change) {
    OutboxUserEntity head = findHead(change.subject);
    if (head == null) {
      if (change.removed() == null && current(change).isEmpty()) {
        return;
      }
      head = insertHead(change.realmId, change.subject);
    }
    Optional<UserState> now = current(change);
    if (now.isPresent()) {
      writeChanges(change, head, now.get());
    } else if (change.removed() != null) {
      append(change, head, UserEventType.DELETED, change.removed(), Revocation.NONE);
      head.remember(null);
    }
  }

  private void writeChanges(UserChange change, OutboxUserEntity head, UserState user) {
    KnownState state = KnownState.of(user);
    for (UserEventType type : KnownState.changes(head.known(), state)) {
      append(change, head, type, user, revocation(change, type));
    }
    head.remember(state);
    for (UserChange.SessionEvent event : change.sessionEvents()) {
      boolean all = event.type() == UserEventType.LOGGED_OUT && event.sessionId() == null;
      append(
          change,
          head,
          event.type(),
          user,
          all ? change.loggedOut(second()) : Revocation.session(event.sessionId()));
    }
  }

  private Revocation revocation(UserChange change, UserEventType type) {
    if (type != UserEventType.PASSWORD_CHANGED) {
      return Revocation.NONE;
    }
    // Those that began meanwhile may have begun with the old password.
    change.sessions(sessions.of(change.realmId, change.subject));
    return change.passwordChanged(second());
  }

  /** Tells of a realm when its limit for tokens has moved. */
  private void write(RealmChange change) {
    OutboxUserEntity head = findHead(change.head());
    if (head == null) {
      head = insertHead(change.realmId, change.head());
    }
    long limit = change.limit(second());
    if (head.raise(limit)) {
      OutboxEntity row = row(change.realmId, change.head(), head, UserEventType.REALM_LOGGED_OUT);
      row.payload =
          new EventPayload(
                  UserEventType.REALM_LOGGED_OUT,
                  Instant.ofEpochMilli(row.createdAt),
                  change.realmName,
                  change.profileId,
                  null,
                  row.sequence,
                  null,
                  Revocation.before(limit),
                  Actor.ADMIN)
              .toJson();
      entities.persist(row);
    }
  }

  private Optional<UserState> current(UserChange change) {
    if (change.external() != null) {
      return change.removed() == null
          ? Optional.of(UserStateRepository.of(change.external()))
          : Optional.empty();
    }
    return users.find(change.realmId, change.subject);
  }

  private OutboxUserEntity insertHead(String realmId, String subject) {
    entities
        .createQuery(INSERT_HEAD)
        .setParameter("subject", subject)
        .setParameter("realm", realmId)
        .executeUpdate();
    // When another transaction inserted it meanwhile, this waits for that one.
    OutboxUserEntity head = findHead(subject);
    if (head == null) {
      throw new IllegalStateException("no outbox head for " + subject);
    }
    return head;
  }

  private OutboxUserEntity findHead(String subject) {
    return entities.find(OutboxUserEntity.class, subject, LockModeType.PESSIMISTIC_WRITE);
  }

  private void append(
      UserChange change,
      OutboxUserEntity head,
      UserEventType type,
      UserState user,
      Revocation revocation) {
    OutboxEntity row = row(change.realmId, change.subject, head, type);
    row.payload =
        new EventPayload(
                type,
                Instant.ofEpochMilli(row.createdAt),
                change.realmName,
                change.profileId,
                change.subject,
                row.sequence,
                user,
                revocation,
                change.actor())
            .toJson();
    entities.persist(row);
  }

  private static OutboxEntity row(
      String realmId, String subject, OutboxUserEntity head, UserEventType type) {
    OutboxEntity row = new OutboxEntity();
    row.id = UUID.randomUUID().toString();
    row.realmId = realmId;
    row.subject = subject;
    row.sequence = head.next();
    row.type = type.wireName();
    row.state = OutboxState.PENDING;
    row.createdAt = System.currentTimeMillis();
    row.dueAt = row.createdAt;
    return row;
  }

  private static long second() {
    return Instant.now().getEpochSecond();
  }
}
