package dev.freehold.api.profile;

import dev.freehold.api.access.Role;
import dev.freehold.api.access.RoleRepository;
import dev.freehold.api.access.Roles;
import dev.freehold.api.platform.ErrorCode;
import dev.freehold.api.platform.FreeholdException;
import dev.freehold.api.platform.Installation;
import jakarta.inject.Singleton;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

/** What the settings of a profile must be like. All faults are told at once, by field. */
@Singleton
class ProfileRules {
  private static final int MOST_DOMAINS = 100;

  private final RoleRepository roles;
  private final Installation installation;

  ProfileRules(RoleRepository roles, Installation installation) {
    this.roles = roles;
    this.installation = installation;
  }

  /**
   * The settings in the form they are kept.
   *
   * @throws FreeholdException with VALIDATION and the faults by field
   */
  ProfileInput checked(ProfileInput input) {
    Map<String, Object> faults = new LinkedHashMap<>();
    String name = input.name().strip();
    if (name.isEmpty() || name.length() > 100 || name.chars().anyMatch(Character::isISOControl)) {
      faults.put("name", "must be 1 to 100 characters");
    }
    checkDomains(input, faults);
    checkRoles(input.roles(), faults);
    RedirectUrls.refusal(input.callbackUrls(), installation.local())
        .ifPresent(why -> faults.put("allowedCallbackUrls", why));
    RedirectUrls.refusal(input.logoutUrls(), installation.local())
        .ifPresent(why -> faults.put("allowedLogoutUrls", why));
    Branding.faults(input, faults);
    if (!faults.isEmpty()) {
      throw new FreeholdException(ErrorCode.VALIDATION, ErrorCode.VALIDATION.message(), faults);
    }
    return new ProfileInput(
        name,
        input.signUpMode(),
        input.signUpDomains().stream()
            .flatMap(domain -> SignUpDomains.normalize(domain).stream())
            .distinct()
            .toList(),
        input.roles().stream().distinct().toList(),
        input.callbackUrls().stream().distinct().toList(),
        input.logoutUrls().stream().distinct().toList(),
        blankToNull(input.brandName()),
        blankToNull(input.brandLogo()),
        lowerCase(blankToNull(input.brandPrimaryColor())),
        input.enabled(),
        input.nativeLogIn(),
        input.facades());
  }

  private static void checkDomains(ProfileInput input, Map<String, Object> faults) {
    List<String> refused = SignUpDomains.refused(input.signUpDomains());
    if (!refused.isEmpty()) {
      faults.put(
          "selfSignUpDomains", "not the name of an e-mail domain: " + String.join(", ", refused));
    } else if (input.signUpDomains().size() > MOST_DOMAINS) {
      faults.put("selfSignUpDomains", "has more than " + MOST_DOMAINS + " domains");
    } else if (input.signUpMode() == SignUpMode.DOMAINS && input.signUpDomains().isEmpty()) {
      faults.put("selfSignUpDomains", "must name at least one domain, or nobody can sign up");
    }
  }

  private void checkRoles(List<UUID> ids, Map<String, Object> faults) {
    List<Role> found = roles.findByIds(ids.stream().map(UUID::toString).toArray(String[]::new));
    if (found.size() < ids.stream().distinct().count()) {
      faults.put("roles", "names a role that does not exist");
    } else if (found.stream().anyMatch(role -> role.name().equals(Roles.ADMINISTRATOR))) {
      faults.put("roles", "Administrator is granted by an administrator, never by signing up");
    }
  }

  private static String blankToNull(String text) {
    return text == null || text.isBlank() ? null : text.strip();
  }

  private static String lowerCase(String text) {
    return text == null ? null : text.toLowerCase(Locale.ROOT);
  }
}
