package dev.freehold.local.bench;

import dev.freehold.local.account.NativeApp;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import org.keycloak.admin.client.resource.RealmResource;
import org.keycloak.representations.idm.CredentialRepresentation;
import org.keycloak.representations.idm.UserRepresentation;

/**
 * Log-ins through the API and at Keycloak's own token endpoint, by the same client and flow, one
 * after the other and in random order; and log-ins that fail, with an account and without.
 */
final class LogInCost {
  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private final NativeApp app;
  private final URI api;
  private final URI tokenEndpoint;
  private final String credentials;
  private final List<String> people;
  private final List<Long> through = new ArrayList<>();
  private final List<Long> direct = new ArrayList<>();
  private final List<Long> known = new ArrayList<>();
  private final List<Long> unknown = new ArrayList<>();
  private final Random random = new Random(11);

  LogInCost(NativeApp app, URI api, List<String> people) {
    this.app = app;
    this.api = api;
    this.people = people;
    this.tokenEndpoint = URI.create(app.issuer() + "/protocol/openid-connect/token");
    this.credentials =
        Base64.getEncoder()
            .encodeToString(
                ("freehold-native:" + app.clientSecret()).getBytes(StandardCharsets.UTF_8));
  }

  /** Makes accounts and answers their addresses. */
  static List<String> people(RealmResource realm, int count) {
    List<String> made = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      CredentialRepresentation password = new CredentialRepresentation();
      password.setType(CredentialRepresentation.PASSWORD);
      password.setValue(NativeApp.PASSWORD);
      UserRepresentation user = new UserRepresentation();
      user.setUsername(NativeApp.newEmail());
      user.setEmail(user.getUsername());
      user.setFirstName("Ada");
      user.setLastName("Lovelace");
      user.setEnabled(true);
      user.setCredentials(List.of(password));
      realm.users().create(user).close();
      made.add(user.getEmail());
    }
    return made;
  }

  void run(int pairs, int warmUp) {
    for (int i = -warmUp; i < pairs; i++) {
      String one = people.get(random.nextInt(people.size() / 2));
      String other = people.get(people.size() / 2 + random.nextInt(people.size() / 2));
      boolean apiFirst = random.nextBoolean();
      for (boolean first : new boolean[] {true, false}) {
        boolean overApi = first == apiFirst;
        long nanos = overApi ? throughApi(one, NativeApp.PASSWORD, true) : atKeycloak(other);
        if (i >= 0) {
          (overApi ? through : direct).add(nanos);
        }
      }
    }
  }

  /** Each address once: a second failure would lock it. */
  void runFailing() {
    for (int i = 0; i < people.size(); i++) {
      known.add(throughApi(people.get(i), "wrong horse battery", false));
      unknown.add(throughApi("nobody-" + i + "@example.org", "wrong horse battery", false));
    }
  }

  Durations through() {
    return Durations.of(through);
  }

  Durations direct() {
    return Durations.of(direct);
  }

  Durations known() {
    return Durations.of(known);
  }

  Durations unknown() {
    return Durations.of(unknown);
  }

  /** Median of the differences within a pair: slow drifts of the machine fall out. */
  double medianDifferenceMillis() {
    List<Long> differences = new ArrayList<>();
    for (int i = 0; i < through.size(); i++) {
      differences.add(through.get(i) - direct.get(i));
    }
    return Durations.of(differences).millis(0.5);
  }

  double ratio() {
    return through().millis(0.5) / direct().millis(0.5);
  }

  private long throughApi(String email, String password, boolean succeeds) {
    return time(
        HttpRequest.newBuilder(api)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(app.logInBody(email, password))),
        succeeds ? "\"idToken\":\"ey" : "credentials_wrong");
  }

  private long atKeycloak(String email) {
    String form =
        "grant_type=password&scope=openid&username="
            + URLEncoder.encode(email, StandardCharsets.UTF_8)
            + "&password="
            + URLEncoder.encode(NativeApp.PASSWORD, StandardCharsets.UTF_8);
    return time(
        HttpRequest.newBuilder(tokenEndpoint)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .header("Authorization", "Basic " + credentials)
            .POST(BodyPublishers.ofString(form)),
        "\"id_token\"");
  }

  private static long time(HttpRequest.Builder request, String expected) {
    try {
      long start = System.nanoTime();
      HttpResponse<String> response = HTTP.send(request.build(), BodyHandlers.ofString());
      long nanos = System.nanoTime() - start;
      if (!response.body().contains(expected)) {
        throw new AssertionError("status " + response.statusCode() + " without " + expected);
      }
      return nanos;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
