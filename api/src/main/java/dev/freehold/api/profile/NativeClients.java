package dev.freehold.api.profile;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.freehold.api.secret.SecretBox;
import jakarta.inject.Singleton;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.UUID;

/**
 * The clients through which the API logs people in by password, one in each realm that allows it.
 */
@Singleton
public class NativeClients {
  /** The client's id in every realm. */
  public static final String CLIENT_ID = "freehold-native";

  private static final int SECRET_BYTES = 32;

  private final NativeClientRepository clients;
  private final SecretBox box;
  private final KeycloakSettings keycloak;
  private final SecureRandom random = new SecureRandom();
  private final Cache<UUID, String> secrets =
      Caffeine.newBuilder().expireAfterWrite(Duration.ofMinutes(1)).maximumSize(1_000).build();

  NativeClients(NativeClientRepository clients, SecretBox box, KeycloakSettings keycloak) {
    this.clients = clients;
    this.box = box;
    this.keycloak = keycloak;
  }

  /** The profile's client; its secret is made when it is first asked for. */
  public NativeClient of(Profile profile) {
    return new NativeClient(
        URI.create(
            keycloak.internalUrl()
                + "/realms/"
                + profile.realm()
                + "/protocol/openid-connect/token"),
        secrets.get(profile.id(), this::secret));
  }

  private String secret(UUID profileId) {
    String context = NativeClientRow.context(profileId);
    NativeClientRow row =
        clients
            .find(profileId)
            .orElseGet(() -> {
              byte[] bytes = new byte[SECRET_BYTES];
              random.nextBytes(bytes);
              String made = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
              clients.insert(profileId, box.seal(made, context));
              // Another node may have been first.
              return clients.find(profileId).orElseThrow();
            });
    return box.open(row.secret(), context);
  }

  /**
   * How to ask Keycloak for tokens.
   *
   * @param tokenEndpoint as the API reaches it
   */
  public record NativeClient(URI tokenEndpoint, String secret) {
    @Override
    public String toString() {
      return "NativeClient[" + tokenEndpoint + ']';
    }
  }
}
