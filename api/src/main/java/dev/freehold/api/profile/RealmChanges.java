package dev.freehold.api.profile;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.api.platform.Installation;
import dev.freehold.api.profile.builtin.BuiltInSettings;
import dev.freehold.api.profile.builtin.LoginFlows;
import dev.freehold.api.profile.builtin.SecondFactor;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import org.keycloak.admin.client.resource.RealmResource;
import org.keycloak.representations.idm.RealmRepresentation;

/** Everything that differs between a realm and its profile, in the order in which it is changed. */
@Singleton
class RealmChanges {
  private final RealmSettings settings;
  private final NativeClientSettings nativeClient;
  private final String api;

  RealmChanges(
      RealmSettings settings, NativeClientSettings nativeClient, Installation installation) {
    this.settings = settings;
    this.nativeClient = nativeClient;
    this.api = installation.at("").toString();
  }

  List<RealmChange> of(RealmResource realm, RealmRepresentation found, WantedRealm wanted) {
    BuiltInSettings builtIn = wanted.profile().settings();
    SecondFactor factor = builtIn.secondFactor();
    JsonNode before = Differences.tree(found);
    RealmFlows flows = new RealmFlows(realm.flows());
    String first = "first broker login";
    String after = null;
    if (!builtIn.connections().isEmpty()) {
      first = flows.alias("first log-in", null, LoginFlows.firstOfProvider(factor));
      after =
          factor.on() ? flows.alias("after log-in", null, LoginFlows.afterProvider(factor)) : null;
    }
    bind(flows, factor, found);
    settings.apply(wanted, found);
    List<RealmChange> changes = new ArrayList<>(flows.before());
    changes.addAll(new RealmConnections(realm.identityProviders(), wanted, first, after).changes());
    changes.addAll(new RealmActions(realm.flows(), builtIn).changes());
    changes.addAll(new RealmClient(realm, wanted.profile(), api).changes());
    changes.add(
        new RealmChange(
            Differences.between("realm", before, Differences.tree(found)),
            settings.writesSecret(wanted) ? RealmChange.Need.SECRET : RealmChange.Need.DIFFERENCE,
            () -> {
              settings.mail(wanted, found);
              realm.update(found);
            }));
    changes.add(flows.after());
    changes.addAll(nativeClient.changes(realm, wanted.profile()));
    return changes;
  }

  private static void bind(RealmFlows flows, SecondFactor factor, RealmRepresentation realm) {
    if (factor.on()) {
      realm.setBrowserFlow(
          flows.alias("browser", realm.getBrowserFlow(), LoginFlows.browser(factor)));
      realm.setDirectGrantFlow(
          flows.alias(
              "password grant", realm.getDirectGrantFlow(), LoginFlows.passwordGrant(factor)));
      realm.setResetCredentialsFlow(
          flows.alias("reset", realm.getResetCredentialsFlow(), LoginFlows.reset()));
    } else {
      realm.setBrowserFlow("browser");
      realm.setDirectGrantFlow("direct grant");
      realm.setResetCredentialsFlow("reset credentials");
    }
  }
}
