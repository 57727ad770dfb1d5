package dev.freehold.api.facade;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MutableHttpResponse;
import java.nio.charset.StandardCharsets;

/** The page of a sign-in that cannot go on. It loads nothing and holds only texts of our own. */
final class RefusalPage {
  private static final String STYLE =
      "body{font:16px/1.5 system-ui,sans-serif;margin:15vh auto;max-width:32rem;padding:0 1rem}"
          + "h1{font-size:1.4rem}";

  private RefusalPage() {}

  static MutableHttpResponse<byte[]> of(SignInRefusal refusal) {
    String page =
        """
        <!doctype html>
        <html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
        <meta name="color-scheme" content="light dark"><title>%s</title><style>%s</style></head>
        <body><main><h1>%s</h1><p>%s</p></main></body></html>
        """
            .formatted(refusal.getMessage(), STYLE, refusal.getMessage(), refusal.remedy());
    return HttpResponse.<byte[]>badRequest()
        .body(page.getBytes(StandardCharsets.UTF_8))
        .contentType("text/html; charset=utf-8")
        .header(HttpHeaders.CACHE_CONTROL, "no-store")
        .header("Referrer-Policy", "no-referrer")
        .header("X-Content-Type-Options", "nosniff")
        .header(
            "Content-Security-Policy",
            "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none';"
                + " frame-ancestors 'none'");
  }
}
