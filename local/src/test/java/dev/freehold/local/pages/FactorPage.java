package dev.freehold.local.pages;

import com.microsoft.playwright.Page;

/** The pages of second factors and passkeys. */
enum FactorPage implements HostedPage {
  CODES_SET_UP(PageRealm.NEW_TO_CODES, "#kc-totp-secret-qr-code"),
  CODE(PageRealm.WITH_CODES, "#kc-otp-login-form"),
  SECURITY_KEY(PageRealm.WITH_KEY, "#authenticateWebAuthnButton"),
  CODE_OR_KEY(PageRealm.WITH_BOTH, "#try-another-way") {
    @Override
    public void open(Page page, PageRealm realm) {
      super.open(page, realm);
      page.locator("#try-another-way").click();
      page.locator("li [role=button]").first().waitFor();
    }
  },
  SECURITY_KEY_SET_UP(PageRealm.NEW_TO_KEYS, "#registerWebAuthn"),
  PASSKEY_SET_UP(PageRealm.NEW_TO_PASSKEYS, "#registerWebAuthn"),
  /** Before anybody says who he is. */
  PASSKEY_LOG_IN(null, "#authenticateWebAuthnButton");

  private final String user;
  private final String sign;

  /**
   * @param user who gets there by his password; null: the log-in page itself
   * @param sign what is on the page and on none before it
   */
  FactorPage(String user, String sign) {
    this.user = user;
    this.sign = sign;
  }

  @Override
  public void open(Page page, PageRealm realm) {
    if (user == null) {
      LoginPage.LOG_IN.open(page, realm);
    } else {
      HostedPage.logIn(page, realm, user, PageRealm.PASSWORD);
    }
    page.locator(sign).waitFor();
  }
}
