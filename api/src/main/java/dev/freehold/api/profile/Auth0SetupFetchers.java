package dev.freehold.api.profile;

import dev.freehold.api.access.Access;
import dev.freehold.api.audit.AuditLog;
import dev.freehold.api.operation.Arguments;
import dev.freehold.api.operation.FieldCall;
import dev.freehold.api.operation.FieldRegistry;
import dev.freehold.api.operation.FieldSource;
import dev.freehold.api.platform.ErrorCode;
import dev.freehold.api.platform.FreeholdException;
import dev.freehold.api.platform.Installation;
import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Prepares an Auth0 tenant for a profile. */
@Singleton
class Auth0SetupFetchers implements FieldSource {
  private final Auth0Setup setup;
  private final ExternalRules rules;
  private final Installation installation;
  private final AuditLog audit;

  Auth0SetupFetchers(
      Auth0Setup setup, ExternalRules rules, Installation installation, AuditLog audit) {
    this.setup = setup;
    this.rules = rules;
    this.installation = installation;
    this.audit = audit;
  }

  /**
   * The answer.
   *
   * @param clientId of the application; null in a dry run that did not find it
   */
  record View(boolean dryRun, @Nullable String clientId, List<Auth0Setup.Step> steps) {}

  @Override
  public String schema() {
    return "schema/auth0-setup.graphqls";
  }

  @Override
  public void register(FieldRegistry fields) {
    fields.type("Auth0SetupResponse", View.class);
    fields.type("Auth0SetupStep", Auth0Setup.Step.class);
    fields.mutation("auth0Setup", this::run);
  }

  private View run(FieldCall call) {
    Access.requireAdministrator(call.caller());
    Arguments data = call.arguments().object("data").orElseThrow();
    boolean dryRun = data.flag("dryRun").orElse(true);
    Auth0Setup.Wanted wanted = wanted(data);
    List<Auth0Setup.Step> steps = setup.run(wanted, dryRun);
    if (steps.stream().anyMatch(step -> step.action() == Auth0Setup.Action.CREATED)) {
      audit.record(
          call.caller(), "auth0.setup", "auth0 " + wanted.base(), Map.of("name", wanted.name()));
    }
    return new View(dryRun, steps.getFirst().id(), steps);
  }

  private Auth0Setup.Wanted wanted(Arguments data) {
    Map<String, Object> faults = new LinkedHashMap<>();
    String domain = data.string("managementDomain").orElseThrow().strip();
    List<String> callbacks = urls(data, "allowedCallbackUrls", RedirectUrls.DEFAULT_CALLBACK);
    List<String> logouts = urls(data, "allowedLogoutUrls", RedirectUrls.DEFAULT_LOGOUT);
    String name = data.string("name").orElse("Freehold").strip();
    String token = data.string("managementToken").orElseThrow();
    if (!rules.domain(domain)) {
      faults.put("managementDomain", "must be a host name such as acme.eu.auth0.com");
    }
    if (name.isEmpty() || name.length() > 100) {
      faults.put("name", "must be 1 to 100 characters");
    }
    if (!token.matches("[A-Za-z0-9._~+/=-]{1,8000}")) {
      faults.put("managementToken", "is not a token");
    }
    RedirectUrls.refusal(callbacks, installation.local())
        .ifPresent(why -> faults.put("allowedCallbackUrls", why));
    RedirectUrls.refusal(logouts, installation.local())
        .ifPresent(why -> faults.put("allowedLogoutUrls", why));
    if (!faults.isEmpty()) {
      throw new FreeholdException(ErrorCode.VALIDATION, ErrorCode.VALIDATION.message(), faults);
    }
    return new Auth0Setup.Wanted(
        Auth0Settings.base(domain),
        token,
        name,
        data.string("apiIdentifier").filter(text -> !text.isBlank()).orElse(null),
        callbacks,
        logouts);
  }

  private static List<String> urls(Arguments data, String name, String usual) {
    return data.values().get(name) == null ? List.of(usual) : data.strings(name);
  }
}
