package dev.freehold.local.pages;

import com.microsoft.playwright.Page;

/** The pages of second factors and passkeys. */
enum FactorPage implements HostedPage {
  CODES_SET_UP {
    @Override
    public void open(Page page, PageRealm realm) {
      logIn(page, realm, PageRealm.NEW_TO_CODES);
      page.locator("#kc-totp-secret-qr-code").waitFor();
    }
  },
  CODE {
    @Override
    public void open(Page page, PageRealm realm) {
      logIn(page, realm, PageRealm.WITH_CODES);
      page.locator("#kc-otp-login-form").waitFor();
    }
  },
  SECURITY_KEY {
    @Override
    public void open(Page page, PageRealm realm) {
      logIn(page, realm, PageRealm.WITH_KEY);
      page.locator("#authenticateWebAuthnButton").waitFor();
    }
  },
  CODE_OR_KEY {
    @Override
    public void open(Page page, PageRealm realm) {
      logIn(page, realm, PageRealm.WITH_BOTH);
      page.locator("#try-another-way").click();
      page.locator("li [role=button]").first().waitFor();
    }
  },
  SECURITY_KEY_SET_UP {
    @Override
    public void open(Page page, PageRealm realm) {
      logIn(page, realm, PageRealm.NEW_TO_KEYS);
      page.locator("#registerWebAuthn").waitFor();
    }
  },
  PASSKEY_SET_UP {
    @Override
    public void open(Page page, PageRealm realm) {
      logIn(page, realm, PageRealm.NEW_TO_PASSKEYS);
      page.locator("#registerWebAuthn").waitFor();
    }
  },
  PASSKEY_LOG_IN {
    @Override
    public void open(Page page, PageRealm realm) {
      LoginPage.LOG_IN.open(page, realm);
      page.locator("#authenticateWebAuthnButton").waitFor();
    }
  };

  private static void logIn(Page page, PageRealm realm, String user) {
    HostedPage.logIn(page, realm, user, PageRealm.PASSWORD);
  }
}
