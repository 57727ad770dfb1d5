package dev.freehold.api.invitation;

import dev.freehold.api.invitation.Acceptance.Linked;
import dev.freehold.api.platform.ErrorCode;
import dev.freehold.api.platform.FreeholdException;
import dev.freehold.api.platform.Languages;
import io.micronaut.context.annotation.Property;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The link of an invitation. Opening it changes nothing, so that mail scanners may; the button goes
 * on to Keycloak's page.
 */
@Controller("/invitations")
@ExecuteOn(TaskExecutors.BLOCKING)
class InvitationController {
  private final Acceptance acceptance;
  private final URI keycloak;

  InvitationController(
      Acceptance acceptance, @Property(name = "freehold.keycloak.url") URI keycloak) {
    this.acceptance = acceptance;
    this.keycloak = keycloak;
  }

  @Get("/{code}")
  HttpResponse<?> show(@PathVariable String code, HttpRequest<?> request) {
    return guarded(
        code,
        request,
        () -> {
          Linked linked = acceptance.open(code);
          return InvitationPage.in(language(request, Optional.of(linked)))
              .offer(linked, keycloak)
              .answer(HttpStatus.OK);
        });
  }

  @Post("/{code}")
  @Consumes(MediaType.ALL)
  HttpResponse<?> begin(@PathVariable String code, HttpRequest<?> request) {
    return guarded(
        code,
        request,
        () -> {
          Linked linked = acceptance.open(code);
          Locale language = language(request, Optional.of(linked));
          Optional<URI> page = acceptance.begin(code, language);
          return page.isPresent()
              ? HttpResponse.seeOther(page.get())
                  .header(HttpHeaders.CACHE_CONTROL, "no-store")
                  .header("Referrer-Policy", "no-referrer")
              : InvitationPage.in(language).logIn(linked, code).answer(HttpStatus.OK);
        });
  }

  private HttpResponse<?> guarded(
      String code, HttpRequest<?> request, Supplier<HttpResponse<?>> work) {
    try {
      return work.get();
    } catch (FreeholdException e) {
      boolean gone = e.code() == ErrorCode.INVITATION_EXPIRED;
      Optional<Linked> linked = acceptance.find(code);
      return InvitationPage.in(language(request, linked))
          .refusal(e, linked.map(Linked::profile).orElse(null))
          .answer(gone ? HttpStatus.GONE : HttpStatus.SERVICE_UNAVAILABLE);
    }
  }

  /** The reader's own language, else the one in which he was invited. */
  private static Locale language(HttpRequest<?> request, Optional<Linked> linked) {
    return Languages.accepted(request.getHeaders().get(HttpHeaders.ACCEPT_LANGUAGE))
        .or(() -> linked.map(one -> one.invitation().locale()))
        .orElse(Languages.USUAL);
  }
}
