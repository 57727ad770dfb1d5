package dev.freehold.api.invitation;

import dev.freehold.api.platform.ErrorCode;
import dev.freehold.api.platform.FreeholdException;
import io.micronaut.context.annotation.Property;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.net.URI;
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
  private final String policy;

  InvitationController(
      Acceptance acceptance, @Property(name = "freehold.keycloak.url") URI keycloak) {
    this.acceptance = acceptance;
    // The browser checks where the form's redirect goes.
    this.policy =
        "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; frame-ancestors 'none';"
            + " form-action 'self' "
            + keycloak.getScheme()
            + "://"
            + keycloak.getRawAuthority();
  }

  @Get("/{code}")
  HttpResponse<String> show(@PathVariable String code) {
    return guarded(() -> html(HttpStatus.OK, InvitationPage.offer(acceptance.open(code))));
  }

  @Post("/{code}")
  @Consumes(MediaType.ALL)
  HttpResponse<String> begin(@PathVariable String code) {
    return guarded(() -> {
      Optional<URI> page = acceptance.begin(code);
      return page.isPresent()
          ? HttpResponse.seeOther(page.get())
          : html(HttpStatus.OK, InvitationPage.logIn(acceptance.open(code), code));
    });
  }

  private HttpResponse<String> guarded(Supplier<MutableHttpResponse<String>> work) {
    MutableHttpResponse<String> answer;
    try {
      answer = work.get();
    } catch (FreeholdException e) {
      boolean later = e.code() == ErrorCode.EXTERNAL_SERVICE;
      answer =
          html(later ? HttpStatus.SERVICE_UNAVAILABLE : HttpStatus.GONE, InvitationPage.refusal(e));
    }
    return answer
        .header(HttpHeaders.CACHE_CONTROL, "no-store")
        .header("Referrer-Policy", "no-referrer")
        .header("X-Content-Type-Options", "nosniff")
        .header("Content-Security-Policy", policy);
  }

  private static MutableHttpResponse<String> html(HttpStatus status, String page) {
    return HttpResponse.<String>status(status)
        .contentType(new MediaType("text/html; charset=utf-8"))
        .body(page);
  }
}
