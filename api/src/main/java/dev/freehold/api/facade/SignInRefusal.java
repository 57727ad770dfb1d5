package dev.freehold.api.facade;

import dev.freehold.api.page.MessagePage;
import dev.freehold.api.platform.Texts;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MutableHttpResponse;
import java.util.Locale;

/**
 * A sign-in or log-out that ends here, with a page for the person, because no address is safe to
 * return to.
 */
final class SignInRefusal extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final Why why;
  private final String value;

  /** In lower case the prefix of its texts. */
  enum Why {
    PARAMETER_TWICE(HttpStatus.BAD_REQUEST),
    NOT_UNDER_WAY(HttpStatus.BAD_REQUEST),
    RETURN_NOT_ALLOWED(HttpStatus.BAD_REQUEST),
    CLIENT_UNKNOWN(HttpStatus.BAD_REQUEST),
    NOT_OFFERED(HttpStatus.BAD_REQUEST),
    LOGGED_OUT(HttpStatus.OK);

    private final HttpStatus status;

    Why(HttpStatus status) {
      this.status = status;
    }
  }

  /**
   * Both are shown.
   *
   * @param value what it names: a parameter, minutes, a setting; never what was sent
   */
  SignInRefusal(Why why, String value) {
    super(why + " " + value);
    this.why = why;
    this.value = value;
  }

  MutableHttpResponse<byte[]> page(Locale language) {
    Texts texts = Texts.of("sign-in", language);
    String key = why.name().toLowerCase(Locale.ROOT);
    return new MessagePage(language, null, texts.get(key + ".title", value))
        .paragraph(texts.get(key + ".text", value))
        .answer(why.status);
  }
}
