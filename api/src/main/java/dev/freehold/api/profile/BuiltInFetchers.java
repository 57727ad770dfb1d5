package dev.freehold.api.profile;

import dev.freehold.api.access.Access;
import dev.freehold.api.audit.AuditLog;
import dev.freehold.api.operation.Arguments;
import dev.freehold.api.operation.FieldCall;
import dev.freehold.api.operation.FieldRegistry;
import dev.freehold.api.operation.FieldSource;
import dev.freehold.api.platform.ErrorCode;
import dev.freehold.api.platform.FreeholdException;
import dev.freehold.api.profile.builtin.BruteForce;
import dev.freehold.api.profile.builtin.BuiltInInput;
import dev.freehold.api.profile.builtin.Lifetimes;
import dev.freehold.api.profile.builtin.PasswordRules;
import dev.freehold.api.profile.builtin.ProfileClaims;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a profile shows of its realm, and what an administrator may do about that. */
@Singleton
class BuiltInFetchers implements FieldSource {
  private final ProfileService service;
  private final ProfileRepository profiles;
  private final ProfileSecrets secrets;
  private final ProfilePlan plan;
  private final ProfileMail mail;
  private final AuditLog audit;

  BuiltInFetchers(
      ProfileService service,
      ProfileRepository profiles,
      ProfileSecrets secrets,
      ProfilePlan plan,
      ProfileMail mail,
      AuditLog audit) {
    this.service = service;
    this.profiles = profiles;
    this.secrets = secrets;
    this.plan = plan;
    this.mail = mail;
    this.audit = audit;
  }

  record Plan(int count, List<Difference> items) {}

  record MailTest(boolean success) {}

  @Override
  public String schema() {
    return "schema/profile-built-in.graphqls";
  }

  @Override
  public void register(FieldRegistry fields) {
    fields.type("BuiltInProfile", BuiltInView.class);
    fields.type("PasswordPolicy", PasswordRules.class);
    fields.type("SecondFactor", BuiltInView.SecondFactorView.class);
    fields.type("ProfileLifetimes", Lifetimes.class);
    fields.type("BruteForceProtection", BruteForce.class);
    fields.type("ProfileConnection", BuiltInView.ConnectionView.class);
    fields.type("SamlConnection", BuiltInView.SamlView.class);
    fields.type("ProfileMailServer", BuiltInView.MailView.class);
    fields.type("ProfileClaims", ProfileClaims.class);
    fields.type("ProfileClaimsRole", ProfileClaims.RoleName.class);
    fields.type("AuthenticationProfilePlan", Plan.class);
    fields.type("AuthenticationProfileDifference", Difference.class);
    fields.type("AuthenticationProfileMailTestResponse", MailTest.class);
    fields.field("AuthenticationProfile", "builtIn", this::view);
    fields.query("authenticationProfilePlan", this::plan);
    fields.mutation("authenticationProfileMailTest", this::mailTest);
  }

  private BuiltInView view(FieldCall call) {
    Profile profile = call.source(ProfileView.class).profile();
    return profile.builtIn() ? BuiltInView.of(profile, secrets.of(profile.id())) : null;
  }

  private Plan plan(FieldCall call) {
    Profile profile = builtIn(call);
    Optional<Arguments> data = call.arguments().object("data");
    List<Difference> differences = data.isEmpty() ? plan.of(profile) : planned(profile, data.get());
    return new Plan(differences.size(), differences);
  }

  private List<Difference> planned(Profile profile, Arguments data) {
    if (!data.id("id").equals(Optional.of(profile.id()))) {
      throw FreeholdException.of(ErrorCode.VALIDATION, "data.id", "is another profile's");
    }
    ProfileFetchers.requireParts(profile.type(), data);
    return plan.of(
        profile,
        ProfileChange.of(profile, profiles.roleIds(profile.id()), data),
        BuiltInInput.of(data.object(profile.type().input()), profile.settings()));
  }

  private MailTest mailTest(FieldCall call) {
    Profile profile = builtIn(call);
    audit.record(call.caller(), "profile.mail.test", "profile " + profile.id(), Map.of());
    mail.test(profile, call.arguments().string("to").orElseThrow());
    return new MailTest(true);
  }

  private Profile builtIn(FieldCall call) {
    Access.requireAdministrator(call.caller());
    Profile profile = service.get(call.arguments().id("id").orElseThrow());
    if (!profile.builtIn()) {
      throw FreeholdException.of(ErrorCode.VALIDATION, "id", "is no built-in profile's");
    }
    return profile;
  }
}
