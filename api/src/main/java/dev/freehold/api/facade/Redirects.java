package dev.freehold.api.facade;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MutableHttpResponse;
import java.net.URI;

/** Answers that send the browser on and leave nothing of the address behind. */
final class Redirects {
  private Redirects() {}

  static MutableHttpResponse<?> to(URI address) {
    return HttpResponse.redirect(address)
        .status(302)
        .header(HttpHeaders.CACHE_CONTROL, "no-store")
        .header("Referrer-Policy", "no-referrer");
  }
}
