package dev.freehold.local.pages;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.WaitForSelectorState;

/** Each page that an end user meets, and the way to it. */
enum LoginPage implements HostedPage {
  LOG_IN {
    @Override
    public void open(Page page, PageRealm realm) {
      page.navigate(realm.url("auth", "freehold-app"));
    }
  },
  WRONG_PASSWORD {
    @Override
    public void open(Page page, PageRealm realm) {
      HostedPage.logIn(page, realm, PageRealm.USER, "wrong");
      page.locator("#input-error-username").waitFor();
    }
  },
  SIGN_UP {
    @Override
    public void open(Page page, PageRealm realm) {
      page.navigate(realm.url("registrations", "freehold-app"));
    }
  },
  INCOMPLETE_SIGN_UP {
    @Override
    public void open(Page page, PageRealm realm) {
      SIGN_UP.open(page, realm);
      page.locator("#kc-register-form [type=submit]").click();
      page.locator("#input-error-email").waitFor();
    }
  },
  FORGOTTEN_PASSWORD {
    @Override
    public void open(Page page, PageRealm realm) {
      LOG_IN.open(page, realm);
      page.locator("a[href*='reset-credentials']").click();
      page.locator("#kc-reset-password-form").waitFor();
    }
  },
  EMAIL_VERIFICATION {
    @Override
    public void open(Page page, PageRealm realm) {
      HostedPage.logIn(page, realm, PageRealm.UNVERIFIED, PageRealm.PASSWORD);
      page.locator("[data-page-id='login-login-verify-email']").waitFor();
    }
  },
  ERROR {
    @Override
    public void open(Page page, PageRealm realm) {
      page.navigate(realm.url("auth", "no-such-client"));
    }
  },
  LOG_OUT {
    @Override
    public void open(Page page, PageRealm realm) {
      page.navigate(realm.logOutUrl());
    }
  },
  LOGGED_OUT {
    @Override
    public void open(Page page, PageRealm realm) {
      LOG_OUT.open(page, realm);
      page.locator("#kc-logout").click();
      page.locator("#kc-info-message").waitFor(ATTACHED);
    }
  };

  static final Locator.WaitForOptions ATTACHED =
      new Locator.WaitForOptions().setState(WaitForSelectorState.ATTACHED);
}
