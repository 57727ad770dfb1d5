package dev.freehold.api.profile;

import dev.freehold.api.access.Access;
import dev.freehold.api.access.Role;
import dev.freehold.api.access.RoleRepository;
import dev.freehold.api.access.Roles;
import dev.freehold.api.audit.AuditLog;
import dev.freehold.api.operation.Arguments;
import dev.freehold.api.operation.FieldCall;
import dev.freehold.api.operation.FieldRegistry;
import dev.freehold.api.operation.FieldSource;
import dev.freehold.api.platform.ErrorCode;
import dev.freehold.api.platform.FreeholdException;
import dev.freehold.api.profile.builtin.BuiltInInput;
import dev.freehold.api.profile.builtin.BuiltInSettings;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;

/** The fields about authentication profiles; all of them are for administrators. */
@Singleton
class ProfileFetchers implements FieldSource {
  private final ProfileRepository profiles;
  private final ProfileService service;
  private final ExternalProfiles external;
  private final RoleRepository roles;
  private final AuditLog audit;
  private final CachedProfiles cached;

  ProfileFetchers(
      ProfileRepository profiles,
      ProfileService service,
      ExternalProfiles external,
      RoleRepository roles,
      AuditLog audit,
      CachedProfiles cached) {
    this.profiles = profiles;
    this.service = service;
    this.external = external;
    this.roles = roles;
    this.audit = audit;
    this.cached = cached;
  }

  @Override
  public String schema() {
    return "schema/profile.graphqls";
  }

  @Override
  public void register(FieldRegistry fields) {
    fields.type("AuthenticationProfile", ProfileView.class);
    fields.type("AuthenticationProfileListResponse", ProfileView.Page.class);
    fields.type("AuthenticationProfileRoleList", ProfileView.RoleList.class);
    fields.type("AuthenticationProfileBranding", ProfileView.BrandingView.class);
    fields.type("ClientInformation", ProfileView.ClientInformation.class);
    fields.type("AuthenticationProfileDeleteResponse", ProfileView.DeleteAnswer.class);
    fields.query("authenticationProfilesList", this::list);
    fields.query("authenticationProfile", this::one);
    fields.mutation("authenticationProfileCreate", this::create);
    fields.mutation("authenticationProfileUpdate", this::update);
    fields.mutation("authenticationProfileDelete", this::delete);
  }

  private ProfileView.Page list(FieldCall call) {
    Access.requireAdministrator(call.caller());
    List<ProfileView> all = profiles.list().stream().map(this::view).toList();
    return new ProfileView.Page(all.size(), all);
  }

  private ProfileView one(FieldCall call) {
    Access.requireAdministrator(call.caller());
    Optional<UUID> id = call.arguments().id("id");
    Optional<String> name = call.arguments().string("name");
    if (id.isPresent() == name.isPresent()) {
      throw FreeholdException.of(ErrorCode.VALIDATION, "id", "give either the id or the name");
    }
    return id.flatMap(profiles::find)
        .or(() -> name.flatMap(profiles::findByName))
        .map(this::view)
        .orElseThrow(ProfileService::absent);
  }

  private ProfileView create(FieldCall call) {
    Access.requireAdministrator(call.caller());
    Arguments data = call.arguments().object("data").orElseThrow();
    ProfileType type = data.string("type").map(ProfileType::valueOf).orElse(ProfileType.BUILT_IN);
    requireParts(type, data);
    List<UUID> guest = roles.findByName(Roles.GUEST).map(Role::id).stream().toList();
    Arguments branding = data.object("branding").orElse(new Arguments(Map.of()));
    ProfileInput input =
        new ProfileInput(
            data.string("name").orElseThrow(),
            mode(data).orElse(SignUpMode.OFF),
            data.strings("selfSignUpDomains"),
            given(data, "roles") ? data.ids("roles") : guest,
            urls(data, "allowedCallbackUrls", List.of(RedirectUrls.DEFAULT_CALLBACK)),
            urls(data, "allowedLogoutUrls", List.of(RedirectUrls.DEFAULT_LOGOUT)),
            branding.string("name").orElse(null),
            branding.string("logo").orElse(null),
            branding.string("primaryColor").orElse(null),
            data.flag("enabled").orElse(true),
            nativeLogIn(type, data).orElse(false),
            facades(type, data, List.of()));
    Profile made =
        type == ProfileType.BUILT_IN
            ? service.create(
                input, BuiltInInput.of(data.object(type.input()), BuiltInSettings.USUAL))
            : external.create(type, input, ExternalInput.of(type, part(type, data), null));
    done(call, "profile.create", made);
    return view(made);
  }

  private ProfileView update(FieldCall call) {
    Access.requireAdministrator(call.caller());
    Arguments data = call.arguments().object("data").orElseThrow();
    Profile before = service.get(data.id("id").orElseThrow());
    requireParts(before.type(), data);
    ProfileInput input = ProfileChange.of(before, profiles.roleIds(before.id()), data);
    Profile now =
        before.builtIn()
            ? service.update(
                before,
                input,
                BuiltInInput.of(data.object(before.type().input()), before.settings()))
            : external.update(
                before, input, ExternalInput.of(before.type(), part(before.type(), data), before));
    done(call, "profile.update", now);
    return view(now);
  }

  private ProfileView.DeleteAnswer delete(FieldCall call) {
    Access.requireAdministrator(call.caller());
    Arguments data = call.arguments().object("data").orElseThrow();
    Profile gone = service.get(data.id("id").orElseThrow());
    service.delete(gone.id(), data.flag("force").orElse(false));
    done(call, "profile.delete", gone);
    return new ProfileView.DeleteAnswer(true);
  }

  /**
   * Makes the change hold on this node before the notification comes round, and records it: what
   * was given by name, because values may be secrets.
   */
  private void done(FieldCall call, String action, Profile profile) {
    cached.missed();
    Arguments data = call.arguments().object("data").orElseThrow();
    audit.record(
        call.caller(),
        action,
        "profile " + profile.id(),
        Map.of(
            "name", profile.name(),
            "type", profile.type(),
            "enabled", profile.enabled(),
            "given", new TreeSet<>(data.values().keySet())));
  }

  private ProfileView view(Profile profile) {
    String[] ids =
        profiles.roleIds(profile.id()).stream().map(UUID::toString).toArray(String[]::new);
    return ProfileView.of(profile, roles.findByIds(ids));
  }

  /** What belongs to another type is refused rather than ignored. */
  static void requireParts(ProfileType type, Arguments data) {
    for (ProfileType other : ProfileType.values()) {
      if (other != type && given(data, other.input())) {
        throw FreeholdException.of(
            ErrorCode.VALIDATION, other.input(), "is not for profiles of the type " + type);
      }
    }
  }

  static Optional<Boolean> nativeLogIn(ProfileType type, Arguments data) {
    Optional<Boolean> wanted = data.flag("nativeLogIn");
    if (type == ProfileType.OPENID && wanted.orElse(false)) {
      throw FreeholdException.of(
          ErrorCode.VALIDATION,
          "nativeLogIn",
          "an OpenID issuer takes passwords on its own page only");
    }
    return wanted;
  }

  private static Arguments part(ProfileType type, Arguments data) {
    return data.object(type.input()).orElse(new Arguments(Map.of()));
  }

  private static Optional<SignUpMode> mode(Arguments data) {
    return data.string("selfSignUp").map(SignUpMode::valueOf);
  }

  static List<SignInFacade> facades(
      ProfileType type, Arguments data, List<SignInFacade> otherwise) {
    List<SignInFacade> wanted =
        given(data, "facades")
            ? data.strings("facades").stream().map(SignInFacade::valueOf).distinct().toList()
            : otherwise;
    if (type != ProfileType.BUILT_IN && !wanted.isEmpty()) {
      throw FreeholdException.of(ErrorCode.VALIDATION, "facades", "are for built-in profiles only");
    }
    return wanted;
  }

  private static List<String> urls(Arguments data, String name, List<String> otherwise) {
    return given(data, name) ? data.strings(name) : otherwise;
  }

  private static boolean given(Arguments data, String name) {
    return data.values().get(name) != null;
  }
}
