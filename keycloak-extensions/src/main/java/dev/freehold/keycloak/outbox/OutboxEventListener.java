package dev.freehold.keycloak.outbox;

import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.keycloak.events.Event;
import org.keycloak.events.EventListenerProvider;
import org.keycloak.events.EventType;
import org.keycloak.events.admin.AdminEvent;
import org.keycloak.events.admin.OperationType;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.UserSessionModel;
import org.keycloak.sessions.AuthenticationSessionModel;
import org.keycloak.storage.StorageId;

/**
 * Notes which users a transaction touches. What is written for them is decided at commit, by
 * comparing the user with what the last event said; an event here is only the occasion to look.
 */
public final class OutboxEventListener implements EventListenerProvider {
  /** Also part of the names of the options, {@code spi-events-listener--freehold-outbox--…}. */
  public static final String PROVIDER_ID = "freehold-outbox";

  private static final Pattern USER_PATH = Pattern.compile("users/([^/]+)(/.*)?");
  private static final Pattern SESSION_PATH = Pattern.compile("sessions/([^/]+)");

  /**
   * Every event after which a user may look different; not those of tokens, which come by the
   * thousand.
   */
  private static final Set<EventType> OCCASIONS =
      EnumSet.of(
          EventType.REGISTER,
          EventType.LOGIN,
          EventType.LOGOUT,
          EventType.UPDATE_PROFILE,
          EventType.UPDATE_EMAIL,
          EventType.VERIFY_EMAIL,
          EventType.VERIFY_PROFILE,
          EventType.RESET_PASSWORD,
          EventType.UPDATE_CREDENTIAL,
          EventType.REMOVE_CREDENTIAL,
          EventType.CUSTOM_REQUIRED_ACTION,
          EventType.EXECUTE_ACTIONS,
          EventType.EXECUTE_ACTION_TOKEN,
          EventType.FEDERATED_IDENTITY_LINK,
          EventType.IDENTITY_PROVIDER_FIRST_LOGIN,
          EventType.USER_DISABLED_BY_PERMANENT_LOCKOUT);

  /** Those in which a password may change: what becomes of the user's sessions is told then. */
  private static final Set<EventType> OF_PASSWORDS =
      EnumSet.of(
          EventType.RESET_PASSWORD, EventType.UPDATE_CREDENTIAL, EventType.REMOVE_CREDENTIAL);

  private final KeycloakSession session;
  private final Runnable committed;
  private OutboxTransaction transaction;

  public OutboxEventListener(KeycloakSession session, Runnable committed) {
    this.session = session;
    this.committed = committed;
  }

  @Override
  public void onEvent(Event event) {
    if (event.getError() != null || event.getUserId() == null) {
      return;
    }
    if (event.getType() == EventType.DELETE_ACCOUNT) {
      capture(event.getRealmId(), event.getUserId(), change -> change.by(Actor.USER));
    } else if (OCCASIONS.contains(event.getType())) {
      capture(
          event.getRealmId(),
          event.getUserId(),
          change -> {
            change.by(Actor.USER);
            if (OF_PASSWORDS.contains(event.getType())) {
              change.sessions(sessionsOf(event.getRealmId(), event.getUserId()));
              change.acting(actingSessions(event));
            }
            switch (event.getType()) {
              case LOGIN -> change.session(UserEventType.LOGGED_IN, event.getSessionId());
              case LOGOUT -> change.session(UserEventType.LOGGED_OUT, event.getSessionId());
              default -> {}
            }
          });
    }
  }

  /** Where the user acts: in the event's session, or the one this log-in makes or comes from. */
  private List<String> actingSessions(Event event) {
    AuthenticationSessionModel logIn = session.getContext().getAuthenticationSession();
    UserSessionModel current = session.getContext().getUserSession();
    return Stream.of(
            event.getSessionId(),
            logIn == null ? null : logIn.getParentSession().getId(),
            current == null ? null : current.getId())
        .filter(Objects::nonNull)
        .toList();
  }

  @Override
  public void onEvent(AdminEvent event, boolean includeRepresentation) {
    if (event.getError() != null) {
      return;
    }
    String path = Objects.requireNonNullElse(event.getResourcePath(), "");
    Matcher ofUser = USER_PATH.matcher(path);
    Matcher ofSession = SESSION_PATH.matcher(path);
    if (ofUser.matches()) {
      userChanged(event, ofUser.group(1), Objects.requireNonNullElse(ofUser.group(2), ""));
    } else if (ofSession.matches() && event.getOperationType() == OperationType.DELETE) {
      sessionEnded(event.getRealmId(), ofSession.group(1));
    } else if (path.equals("logout-all")) {
      captureRealm(event.getRealmId(), RealmChange::loggedOut);
    } else if (path.isEmpty() || path.equals("push-revocation")) {
      captureRealm(event.getRealmId(), change -> {});
    }
  }

  private void userChanged(AdminEvent event, String subject, String what) {
    boolean action = event.getOperationType() == OperationType.ACTION;
    boolean loggedOut = action && what.equals("/logout");
    boolean password = what.equals("/reset-password") || what.startsWith("/credentials");
    capture(
        event.getRealmId(),
        subject,
        change -> {
          change.by(Actor.ADMIN);
          if (loggedOut || password) {
            change.sessions(sessionsOf(event.getRealmId(), subject));
          }
          if (loggedOut) {
            change.session(UserEventType.LOGGED_OUT, null);
          }
        });
  }

  private void sessionEnded(String realmId, String sessionId) {
    guarded(
        realmId,
        (realm, profileId) ->
            transaction()
                .sessions()
                .userOf(realmId, sessionId)
                .ifPresent(subject ->
                    capture(
                        realmId,
                        subject,
                        change -> {
                          change.by(Actor.ADMIN);
                          change.session(UserEventType.LOGGED_OUT, sessionId);
                        })));
  }

  private Collection<String> sessionsOf(String realmId, String subject) {
    return transaction().sessions().of(realmId, subject);
  }

  /** For a user made where Keycloak tells no event in the same transaction. */
  public void created(RealmModel realm, UserModel user) {
    capture(realm.getId(), user.getId(), change -> change.by(Actor.USER));
  }

  /** The events of a deletion come after the user is gone, so its last state is taken here. */
  void removing(RealmModel realm, UserModel user) {
    if (user.getServiceAccountClientLink() == null) {
      capture(realm.getId(), user.getId(), change -> change.removed(UserStateRepository.of(user)));
    }
  }

  private void capture(String realmId, String subject, Consumer<UserChange> note) {
    guarded(
        realmId,
        (realm, profileId) -> {
          UserChange change = transaction().change(realm, profileId, subject);
          note.accept(change);
          if (change.external() == null && !StorageId.isLocalStorage(subject)) {
            change.external(session.users().getUserById(realm, subject));
          }
        });
  }

  private void captureRealm(String realmId, Consumer<RealmChange> note) {
    guarded(realmId, (realm, profileId) -> note.accept(transaction().change(realm, profileId)));
  }

  /** Does the work for a realm of ours; what fails in it fails the transaction. */
  private void guarded(String realmId, BiConsumer<RealmModel, String> work) {
    try {
      RealmModel realm = session.realms().getRealm(realmId);
      Optional<String> profileId = Optional.ofNullable(realm).flatMap(RealmAttributes::profileId);
      if (profileId.isPresent()) {
        work.accept(realm, profileId.get());
      }
    } catch (RuntimeException e) {
      transaction().fail(e);
    }
  }

  private OutboxTransaction transaction() {
    if (transaction == null) {
      transaction = OutboxTransaction.enlist(session, committed);
    }
    return transaction;
  }

  @Override
  public void close() {}
}
