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

  OutboxWriter(EntityManager entities) {
    this.entities = entities;
    this.users = new UserStateRepository(entities);
  }

  void write(Collection<UserChange> changes) {
    entities.flush();
    // One order for all, so that two transactions on the same two users cannot wait for each other.
    changes.stream()
        .sorted(Comparator.comparing((UserChange change) -> change.subject))
        .forEach(this::write);
    entities.flush();
  }

  private void write(UserChange change) {
    OutboxUserEntity head = findHead(change);
    if (head == null) {
      if (change.removed() == null && current(change).isEmpty()) {
        return;
      }
      head = insertHead(change);
    }
    Optional<UserState> now = current(change);
    if (now.isPresent()) {
      writeChanges(change, head, now.get());
    } else if (change.removed() != null) {
      append(change, head, UserEventType.DELETED, change.removed(), null);
      head.remember(null);
    }
  }

  private void writeChanges(UserChange change, OutboxUserEntity head, UserState user) {
    KnownState state = KnownState.of(user);
    for (UserEventType type : KnownState.changes(head.known(), state)) {
      append(change, head, type, user, null);
    }
    head.remember(state);
    for (UserChange.SessionEvent event : change.sessionEvents()) {
      append(change, head, event.type(), user, event.sessionId());
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

  private OutboxUserEntity insertHead(UserChange change) {
    entities
        .createQuery(INSERT_HEAD)
        .setParameter("subject", change.subject)
        .setParameter("realm", change.realmId)
        .executeUpdate();
    // When another transaction inserted it meanwhile, this waits for that one.
    OutboxUserEntity head = findHead(change);
    if (head == null) {
      throw new IllegalStateException("no outbox head for user " + change.subject);
    }
    return head;
  }

  private OutboxUserEntity findHead(UserChange change) {
    return entities.find(OutboxUserEntity.class, change.subject, LockModeType.PESSIMISTIC_WRITE);
  }

  private void append(
      UserChange change,
      OutboxUserEntity head,
      UserEventType type,
      UserState user,
      String sessionId) {
    Instant now = Instant.now();
    long sequence = head.next();
    OutboxEntity row = new OutboxEntity();
    row.id = UUID.randomUUID().toString();
    row.realmId = change.realmId;
    row.subject = change.subject;
    row.sequence = sequence;
    row.type = type.wireName();
    row.payload =
        new EventPayload(
                type,
                now,
                change.realmName,
                change.profileId,
                change.subject,
                sequence,
                user,
                sessionId,
                change.actor())
            .toJson();
    row.state = OutboxState.PENDING;
    row.createdAt = now.toEpochMilli();
    row.dueAt = row.createdAt;
    entities.persist(row);
  }
}
