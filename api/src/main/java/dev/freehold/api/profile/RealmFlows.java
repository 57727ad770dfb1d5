package dev.freehold.api.profile;

import dev.freehold.api.profile.builtin.Step;
import io.micronaut.core.annotation.Nullable;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.keycloak.admin.client.CreatedResponseUtil;
import org.keycloak.admin.client.resource.AuthenticationManagementResource;
import org.keycloak.representations.idm.AuthenticationExecutionInfoRepresentation;
import org.keycloak.representations.idm.AuthenticationFlowRepresentation;
import org.keycloak.representations.idm.AuthenticatorConfigRepresentation;

/**
 * The authentication flows of our own in a realm. One that is in use is never changed: a new one is
 * made and takes its place, so that there is no moment at which a step is missing.
 */
final class RealmFlows {
  private static final String OURS = "freehold ";
  // The number tells them from flows of other parts.
  private static final Pattern NUMBERED = Pattern.compile(OURS + ".+ [0-9]+");
  private static final String KIND = "basic-flow";

  private final AuthenticationManagementResource api;
  private final List<AuthenticationFlowRepresentation> present;
  private final Set<String> chosen = new HashSet<>();
  private final List<RealmChange> changes = new ArrayList<>();

  RealmFlows(AuthenticationManagementResource api) {
    this.api = api;
    this.present =
        api.getFlows().stream()
            .filter(flow -> NUMBERED.matcher(flow.getAlias()).matches())
            .toList();
  }

  /**
   * The alias of the flow that has these steps; it is made when there is none.
   *
   * @param bound the one in use, which is looked at first
   */
  String alias(String purpose, @Nullable String bound, List<Step> steps) {
    String name = OURS + purpose + ' ';
    List<String> candidates =
        present.stream()
            .map(AuthenticationFlowRepresentation::getAlias)
            .filter(alias -> alias.startsWith(name))
            .sorted((one, other) -> Boolean.compare(other.equals(bound), one.equals(bound)))
            .toList();
    for (String alias : candidates) {
      if (found(alias).equals(wanted(steps))) {
        chosen.add(alias);
        return alias;
      }
    }
    int number = 1;
    while (candidates.contains(name + number)) {
      number++;
    }
    String alias = name + number;
    changes.add(
        new RealmChange(
            List.of(
                new Difference(
                    "flow " + purpose,
                    "as the profile says",
                    candidates.isEmpty() ? null : "changed")),
            () -> create(alias, steps)));
    return alias;
  }

  /** Those that must be made before they are used. */
  List<RealmChange> before() {
    return List.copyOf(changes);
  }

  /** Removes those of ours that nothing uses any more; run when the others are in use. */
  RealmChange after() {
    return new RealmChange(
        List.of(),
        RealmChange.Need.TIDYING,
        () ->
            present.stream()
                .filter(flow -> !chosen.contains(flow.getAlias()))
                .forEach(flow -> api.deleteFlow(flow.getId())));
  }

  private static List<String> wanted(List<Step> steps) {
    List<String> lines = new ArrayList<>();
    wanted(0, steps, lines);
    return lines;
  }

  private static void wanted(int level, List<Step> steps, List<String> lines) {
    for (Step step : steps) {
      lines.add(
          line(level, step.isFlow() ? "" : step.provider(), step.requirement(), step.config()));
      wanted(level + 1, step.steps(), lines);
    }
  }

  private List<String> found(String alias) {
    return api.getExecutions(alias).stream()
        .map(info ->
            line(
                info.getLevel(),
                Boolean.TRUE.equals(info.getAuthenticationFlow()) ? "" : info.getProviderId(),
                info.getRequirement(),
                config(alias, info)))
        .toList();
  }

  private Map<String, String> config(String alias, AuthenticationExecutionInfoRepresentation info) {
    Map<String, String> config = new TreeMap<>();
    if (info.getAuthenticationConfig() != null) {
      api.getAuthenticatorConfig(info.getAuthenticationConfig())
          .getConfig()
          .forEach((key, value) -> config.put(key, value.replace(alias, Step.SELF)));
    }
    return config;
  }

  private static String line(
      int level, String provider, String requirement, Map<String, String> config) {
    return level + " " + provider + ' ' + requirement + ' ' + new TreeMap<>(config);
  }

  private void create(String alias, List<Step> steps) {
    AuthenticationFlowRepresentation flow = new AuthenticationFlowRepresentation();
    flow.setAlias(alias);
    flow.setDescription("Made by Freehold; changes are undone");
    flow.setProviderId(KIND);
    flow.setTopLevel(true);
    flow.setBuiltIn(false);
    CreatedResponseUtil.getCreatedId(api.createFlow(flow));
    add(alias, alias, steps);
    List<Step> all = steps.stream().flatMap(Step::all).toList();
    List<AuthenticationExecutionInfoRepresentation> made = api.getExecutions(alias);
    for (int i = 0; i < all.size(); i++) {
      made.get(i).setRequirement(all.get(i).requirement());
      api.updateExecutions(alias, made.get(i));
      configure(alias, made.get(i).getId(), all.get(i));
    }
  }

  private void add(String alias, String parent, List<Step> steps) {
    for (Step step : steps) {
      if (step.isFlow()) {
        String child = alias + " - " + step.provider();
        api.addExecutionFlow(
            parent, Map.of("alias", child, "type", KIND, "description", "", "provider", ""));
        add(alias, child, step.steps());
      } else {
        api.addExecution(parent, Map.of("provider", step.provider()));
      }
    }
  }

  private void configure(String alias, String execution, Step step) {
    if (!step.config().isEmpty()) {
      AuthenticatorConfigRepresentation config = new AuthenticatorConfigRepresentation();
      config.setAlias(alias + ' ' + step.provider() + ' ' + execution.substring(0, 8));
      Map<String, String> values = new TreeMap<>();
      step.config().forEach((key, value) -> values.put(key, value.replace(Step.SELF, alias)));
      config.setConfig(values);
      CreatedResponseUtil.getCreatedId(api.newExecutionConfig(execution, config));
    }
  }
}
