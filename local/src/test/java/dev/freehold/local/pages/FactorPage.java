package dev.freehold.local.pages;

import com.microsoft.playwright.Page;

/** The pages of second factors and passkeys. */
enum FactorPage implements HostedPage {
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
