package dev.freehold.api.profile.builtin;

import dev.freehold.api.operation.Arguments;
import dev.freehold.api.profile.builtin.MailServer.Encryption;
import dev.freehold.api.profile.builtin.ProfileClaims.Layout;
import dev.freehold.api.profile.builtin.ProfileClaims.RoleName;
import dev.freehold.api.profile.builtin.SecondFactor.Method;
import dev.freehold.api.profile.builtin.SecondFactor.Mode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What somebody asks for in {@code builtIn}, with what was there before where nothing is given; not
 * checked yet.
 *
 * @param secrets those that are given, by name; an absent one stays as it is
 */
public record BuiltInInput(BuiltInSettings settings, Map<String, String> secrets) {
  public static BuiltInInput of(Optional<Arguments> given, BuiltInSettings was) {
    if (given.isEmpty()) {
      return new BuiltInInput(was, Map.of());
    }
    Arguments part = given.get();
    Map<String, String> secrets = new HashMap<>();
    List<Connection> connections =
        part.values().get("connections") == null
            ? was.connections()
            : part.objects("connections").stream()
                .map(one -> ConnectionInput.of(one, was, secrets))
                .toList();
    return new BuiltInInput(
        new BuiltInSettings(
            part.flag("verifyEmail").orElse(was.verifyEmail()),
            password(part.object("passwordPolicy"), was.password()),
            secondFactor(part.object("secondFactor"), was.secondFactor()),
            part.flag("passkeys").orElse(was.passkeys()),
            lifetimes(part.object("lifetimes"), was.lifetimes()),
            bruteForce(part.object("bruteForce"), was.bruteForce()),
            connections,
            mail(part, was.mail(), secrets),
            claims(part, was.claims())),
        Map.copyOf(secrets));
  }

  @Override
  public String toString() {
    return "BuiltInInput";
  }

  private static PasswordRules password(Optional<Arguments> part, PasswordRules was) {
    Arguments given = part.orElse(new Arguments(Map.of()));
    return new PasswordRules(
        given.integer("minLength").orElse(was.minLength()),
        given.integer("upperCase").orElse(was.upperCase()),
        given.integer("lowerCase").orElse(was.lowerCase()),
        given.integer("digits").orElse(was.digits()),
        given.integer("special").orElse(was.special()),
        given.integer("history").orElse(was.history()),
        given.integer("notReusedForDays").orElse(was.notReusedForDays()),
        given.integer("maxAgeDays").orElse(was.maxAgeDays()));
  }

  private static SecondFactor secondFactor(Optional<Arguments> part, SecondFactor was) {
    Arguments given = part.orElse(new Arguments(Map.of()));
    return new SecondFactor(
        given.string("mode").map(Mode::valueOf).orElse(was.mode()),
        given.values().get("methods") == null
            ? was.methods()
            : given.strings("methods").stream().map(Method::valueOf).collect(Collectors.toSet()));
  }

  private static Lifetimes lifetimes(Optional<Arguments> part, Lifetimes was) {
    Arguments given = part.orElse(new Arguments(Map.of()));
    return new Lifetimes(
        given.integer("token").orElse(was.token()),
        given.integer("sessionIdle").orElse(was.sessionIdle()),
        given.integer("sessionMax").orElse(was.sessionMax()),
        given.integer("mailLink").orElse(was.mailLink()),
        given.integer("invitationLink").orElse(was.invitationLink()));
  }

  private static BruteForce bruteForce(Optional<Arguments> part, BruteForce was) {
    Arguments given = part.orElse(new Arguments(Map.of()));
    return new BruteForce(
        given.flag("enabled").orElse(was.enabled()),
        given.integer("failures").orElse(was.failures()),
        given.integer("waitSeconds").orElse(was.waitSeconds()),
        given.integer("maxWaitSeconds").orElse(was.maxWaitSeconds()),
        given.integer("forgetSeconds").orElse(was.forgetSeconds()),
        given.flag("permanent").orElse(was.permanent()));
  }

  /** An explicit null takes the server away. */
  private static MailServer mail(Arguments part, MailServer was, Map<String, String> secrets) {
    if (!part.has("mail")) {
      return was;
    }
    return part.object("mail")
        .map(given -> {
          given.string("password").ifPresent(secret -> secrets.put(MailServer.SECRET, secret));
          return new MailServer(
              given.string("host").orElseThrow().strip(),
              given.integer("port").orElse(587),
              given.string("from").orElseThrow().strip(),
              given.string("user").filter(user -> !user.isBlank()).orElse(null),
              given.string("encryption").map(Encryption::valueOf).orElse(Encryption.STARTTLS));
        })
        .orElse(null);
  }

  /** Replaced as a whole; an explicit null switches them off. */
  private static ProfileClaims claims(Arguments part, ProfileClaims was) {
    if (!part.has("claims")) {
      return was;
    }
    return part.object("claims")
        .map(given -> {
          Layout layout = Layout.valueOf(given.string("layout").orElseThrow());
          return new ProfileClaims(
              layout,
              given.string("namespace").orElse(layout.usualNamespace()),
              given.objects("roles").stream()
                  .map(one ->
                      new RoleName(
                          one.string("role").orElseThrow().strip(),
                          one.string("name").orElseThrow().strip()))
                  .toList(),
              given.string("defaultRole").map(String::strip).orElse(null),
              was == null ? 0 : was.since());
        })
        .orElse(null);
  }
}
