package dev.freehold.api.profile;

import dev.freehold.api.operation.FieldCall;
import dev.freehold.api.operation.FieldRegistry;
import dev.freehold.api.operation.FieldSource;
import jakarta.inject.Singleton;

/** What a profile shows of its external issuer. */
@Singleton
class ExternalProfileFetchers implements FieldSource {
  @Override
  public String schema() {
    return "schema/profile-external.graphqls";
  }

  @Override
  public void register(FieldRegistry fields) {
    fields.type("OpenIdProfile", ExternalProfileView.class);
    fields.type("Auth0Profile", ExternalProfileView.class);
    fields.type("ClaimMapping", ExternalProfileView.Claims.class);
    fields.type("ClaimSource", ExternalProfileView.Source.class);
    fields.type("RoleMapping", ExternalProfileView.Mapping.class);
    fields.type("RoleMappingRule", ExternalProfileView.Rule.class);
    fields.field(
        "ClaimSource",
        "default",
        call -> call.source(ExternalProfileView.Source.class).otherwise());
    fields.field("AuthenticationProfile", "openId", call -> view(call, ProfileType.OPENID));
    fields.field("AuthenticationProfile", "auth0", call -> view(call, ProfileType.AUTH0));
  }

  private static ExternalProfileView view(FieldCall call, ProfileType type) {
    Profile profile = call.source(ProfileView.class).profile();
    return profile.type() == type ? ExternalProfileView.of(profile) : null;
  }
}
