package dev.freehold.api.profile;

import dev.freehold.api.access.Role;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * A profile as GraphQL shows it.
 *
 * @param profile not shown: what the fields of one type are made from
 */
record ProfileView(
    Profile profile,
    UUID id,
    String name,
    ProfileType type,
    boolean isDefault,
    boolean enabled,
    List<SignInFacade> facades,
    SignUpMode selfSignUp,
    List<String> selfSignUpDomains,
    RoleList roles,
    List<String> allowedCallbackUrls,
    List<String> allowedLogoutUrls,
    BrandingView branding,
    ClientInformation clientInformation,
    boolean nativeLogIn,
    ProfileStatus status,
    String statusReason,
    Instant createdAt,
    Instant updatedAt) {

  record Page(int count, List<ProfileView> items) {}

  record RoleList(int count, List<Role> items) {}

  record BrandingView(String name, String logo, String primaryColor) {}

  record ClientInformation(String clientId, String domain, String issuer, String loginUrl) {
    static ClientInformation of(Profile profile) {
      String page = authorizationEndpoint(profile);
      String loginUrl =
          page
              + (page.contains("?") ? '&' : '?')
              + "response_type=code&scope=openid"
              + (profile.builtIn() ? "" : encode(" email profile"))
              + "&client_id="
              + encode(profile.clientId())
              + "&redirect_uri="
              + encode(profile.callbackUrls().getFirst());
      return new ClientInformation(
          profile.clientId(),
          profile.issuer().replaceFirst("^https?://", ""),
          profile.issuer(),
          loginUrl);
    }
  }

  private static String authorizationEndpoint(Profile profile) {
    return profile.builtIn()
        ? profile.issuer() + "/protocol/openid-connect/auth"
        : profile.external().endpoints().authorization().toString();
  }

  record DeleteAnswer(boolean success) {}

  static ProfileView of(Profile profile, List<Role> roles) {
    return new ProfileView(
        profile,
        profile.id(),
        profile.name(),
        profile.type(),
        profile.isDefault(),
        profile.enabled(),
        profile.facades(),
        profile.signUpMode(),
        profile.signUpDomains(),
        new RoleList(roles.size(), roles),
        profile.callbackUrls(),
        profile.logoutUrls(),
        new BrandingView(profile.brandName(), profile.brandLogo(), profile.brandPrimaryColor()),
        ClientInformation.of(profile),
        profile.nativeLogIn(),
        profile.status(),
        profile.statusReason(),
        profile.createdAt(),
        profile.updatedAt());
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
