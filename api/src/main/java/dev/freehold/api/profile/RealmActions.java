package dev.freehold.api.profile;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.api.profile.builtin.BuiltInSettings;
import dev.freehold.api.profile.builtin.SecondFactor;
import dev.freehold.api.profile.builtin.SecondFactor.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.keycloak.admin.client.resource.AuthenticationManagementResource;
import org.keycloak.representations.idm.RequiredActionProviderRepresentation;

/** Which credentials people may set up, and which ones new people must. */
final class RealmActions {
  private final AuthenticationManagementResource api;
  private final Map<String, Setting> wanted;

  private record Setting(boolean enabled, boolean forEverybodyNew) {}

  RealmActions(AuthenticationManagementResource api, BuiltInSettings settings) {
    SecondFactor factor = settings.secondFactor();
    this.api = api;
    // A sign-up ends in a session without passing the log-in's flow.
    this.wanted =
        Map.of(
            "CONFIGURE_TOTP",
            new Setting(
                factor.allows(Method.TOTP), factor.required() && factor.first() == Method.TOTP),
            "webauthn-register",
            new Setting(
                factor.allows(Method.WEBAUTHN),
                factor.required() && factor.first() == Method.WEBAUTHN),
            "webauthn-register-passwordless",
            new Setting(settings.passkeys(), false));
  }

  List<RealmChange> changes() {
    List<RealmChange> changes = new ArrayList<>();
    for (RequiredActionProviderRepresentation action : api.getRequiredActions()) {
      Setting setting = wanted.get(action.getAlias());
      if (setting != null) {
        JsonNode before = Differences.tree(action);
        action.setEnabled(setting.enabled());
        action.setDefaultAction(setting.forEverybodyNew());
        changes.add(
            new RealmChange(
                Differences.between(
                    "action " + action.getAlias(), before, Differences.tree(action)),
                () -> api.updateRequiredAction(action.getAlias(), action)));
      }
    }
    return changes;
  }
}
