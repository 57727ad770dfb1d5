package dev.freehold.api.profile;

import dev.freehold.api.operation.Arguments;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** What a profile would be with the changes that somebody asks for; what is not given stays. */
final class ProfileChange {
  private ProfileChange() {}

  static ProfileInput of(Profile before, List<UUID> roles, Arguments data) {
    Optional<Arguments> branding = data.object("branding");
    return new ProfileInput(
        data.string("name").orElse(before.name()),
        data.string("selfSignUp").map(SignUpMode::valueOf).orElse(before.signUpMode()),
        given(data, "selfSignUpDomains")
            ? data.strings("selfSignUpDomains")
            : before.signUpDomains(),
        given(data, "roles") ? data.ids("roles") : roles,
        given(data, "allowedCallbackUrls")
            ? data.strings("allowedCallbackUrls")
            : before.callbackUrls(),
        given(data, "allowedLogoutUrls") ? data.strings("allowedLogoutUrls") : before.logoutUrls(),
        branding.isEmpty() ? before.brandName() : text(branding.get(), "name"),
        branding.isEmpty() ? before.brandLogo() : text(branding.get(), "logo"),
        branding.isEmpty() ? before.brandPrimaryColor() : text(branding.get(), "primaryColor"),
        data.flag("enabled").orElse(before.enabled()),
        ProfileFetchers.nativeLogIn(before.type(), data).orElse(before.nativeLogIn()),
        ProfileFetchers.facades(before.type(), data, before.facades()));
  }

  private static boolean given(Arguments data, String name) {
    return data.values().get(name) != null;
  }

  private static String text(Arguments data, String name) {
    return data.string(name).orElse(null);
  }
}
