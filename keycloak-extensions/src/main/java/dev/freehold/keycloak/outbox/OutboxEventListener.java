package dev.freehold.keycloak.outbox;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.keycloak.events.Event;
import org.keycloak.events.EventListenerProvider;
import org.keycloak.events.EventType;
import org.keycloak.events.admin.AdminEvent;
import org.keycloak.events.admin.OperationType;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.storage.StorageId;

/**
 * Notes which users a transaction touches. What is written for them is decided at commit, by
 * comparing the user with what the last event said; an event here is only the occasion to look.
 */
public final class OutboxEventListener implements EventListenerProvider {
  /** Also part of the names of the options, {@code spi-events-listener--freehold-outbox--…}. */
  public static final String PROVIDER_ID = "freehold-outbox";

  private static final Pattern USER_PATH = Pattern.compile("users/([^/]+)(/logout)?");

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
          EventType.CUSTOM_REQUIRED_ACTION,
          EventType.EXECUTE_ACTIONS,
          EventType.EXECUTE_ACTION_TOKEN,
          EventType.FEDERATED_IDENTITY_LINK,
          EventType.IDENTITY_PROVIDER_FIRST_LOGIN,
          EventType.USER_DISABLED_BY_PERMANENT_LOCKOUT);

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
            switch (event.getType()) {
              case LOGIN -> change.session(UserEventType.LOGGED_IN, event.getSessionId());
              case LOGOUT -> change.session(UserEventType.LOGGED_OUT, event.getSessionId());
              default -> {}
            }
          });
    }
  }

  @Override
  public void onEvent(AdminEvent event, boolean includeRepresentation) {
    if (event.getError() != null || event.getResourcePath() == null) {
      return;
    }
    Matcher path = USER_PATH.matcher(event.getResourcePath());
    if (!path.matches()) {
      return;
    }
    boolean loggedOut = path.group(2) != null && event.getOperationType() == OperationType.ACTION;
    capture(
        event.getRealmId(),
        path.group(1),
        change -> {
          change.by(Actor.ADMIN);
          if (loggedOut) {
            change.session(UserEventType.LOGGED_OUT, null);
          }
        });
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
    try {
      RealmModel realm = session.realms().getRealm(realmId);
      Optional<String> profileId = Optional.ofNullable(realm).flatMap(RealmAttributes::profileId);
      if (profileId.isEmpty()) {
        return;
      }
      UserChange change = transaction().change(realm, profileId.get(), subject);
      note.accept(change);
      if (change.external() == null && !StorageId.isLocalStorage(subject)) {
        change.external(session.users().getUserById(realm, subject));
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
