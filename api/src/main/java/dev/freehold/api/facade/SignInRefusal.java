package dev.freehold.api.facade;

/**
 * A sign-in that ends here, with a page for the person, because no address is safe to return to.
 */
final class SignInRefusal extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String remedy;

  /** Both texts are shown. */
  SignInRefusal(String message, String remedy) {
    super(message);
    this.remedy = remedy;
  }

  String remedy() {
    return remedy;
  }
}
