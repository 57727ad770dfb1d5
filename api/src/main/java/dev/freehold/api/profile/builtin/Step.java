package dev.freehold.api.profile.builtin;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * One step of an authentication flow, or several that belong together.
 *
 * @param provider Keycloak's id of the authenticator; of several steps, their name
 * @param requirement REQUIRED, ALTERNATIVE or CONDITIONAL
 * @param config may name its own flow by {@link #SELF}
 * @param steps empty unless it is several
 */
public record Step(
    String provider, String requirement, Map<String, String> config, List<Step> steps) {
  /** Stands for the alias of the flow the step is in. */
  public static final String SELF = "~";

  static Step required(String provider) {
    return new Step(provider, "REQUIRED", Map.of(), List.of());
  }

  static Step required(String provider, Map<String, String> config) {
    return new Step(provider, "REQUIRED", config, List.of());
  }

  static Step alternative(String provider) {
    return new Step(provider, "ALTERNATIVE", Map.of(), List.of());
  }

  static Step several(String name, String requirement, List<Step> steps) {
    return new Step(name, requirement, Map.of(), steps);
  }

  public boolean isFlow() {
    return !steps.isEmpty();
  }

  /** This step and those in it, as Keycloak lists them. */
  public Stream<Step> all() {
    return Stream.concat(Stream.of(this), steps.stream().flatMap(Step::all));
  }
}
