package dev.freehold.keycloak.nativelogin;

import jakarta.ws.rs.BadRequestException;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.keycloak.credential.hash.PasswordHashProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.PasswordPolicy;
import org.keycloak.policy.PasswordPolicyManagerProvider;
import org.keycloak.policy.PolicyError;
import org.keycloak.services.resources.admin.fgap.AdminPermissionEvaluator;

/**
 * {@code /admin/realms/{realm}/freehold-accounts/password-check}: what the realm's policy says of a
 * password, whether or not there is an account. So a sign-up can be told of a weak password without
 * being told whether the address is taken.
 */
public final class PasswordCheckResource {
  private final KeycloakSession session;
  private final AdminPermissionEvaluator auth;

  PasswordCheckResource(KeycloakSession session, AdminPermissionEvaluator auth) {
    this.session = session;
    this.auth = auth;
  }

  /**
   * Body: {@code {"username": …, "password": …}}; with {@code "hash": "true"} the password is also
   * hashed as for a new account, and the hash thrown away. Answers 204, or 422 with {@code
   * {"message": key, "parameters": [...]}}.
   */
  @POST
  @Path("password-check")
  @Consumes(MediaType.APPLICATION_JSON)
  @Produces(MediaType.APPLICATION_JSON)
  public Response check(Map<String, String> body) {
    auth.users().requireManage();
    if (body == null || body.get("username") == null || body.get("password") == null) {
      throw new BadRequestException("the body is {\"username\": …, \"password\": …}");
    }
    PolicyError error =
        session
            .getProvider(PasswordPolicyManagerProvider.class)
            .validate(body.get("username"), body.get("password"));
    if (error != null) {
      List<String> parameters =
          Arrays.stream(error.getParameters() == null ? new Object[0] : error.getParameters())
              .map(String::valueOf)
              .toList();
      return Response.status(422)
          .entity(Map.of("message", error.getMessage(), "parameters", parameters))
          .build();
    }
    if ("true".equals(body.get("hash"))) {
      hash(body.get("password"));
    }
    return Response.noContent().build();
  }

  private void hash(String password) {
    PasswordPolicy policy = session.getContext().getRealm().getPasswordPolicy();
    String algorithm = policy.getHashAlgorithm();
    PasswordHashProvider hashing =
        algorithm == null
            ? session.getProvider(PasswordHashProvider.class)
            : session.getProvider(PasswordHashProvider.class, algorithm);
    hashing.encodedCredential(password, policy.getHashIterations());
  }
}
