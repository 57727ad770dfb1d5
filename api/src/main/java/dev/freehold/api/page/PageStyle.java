package dev.freehold.api.page;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/** The look of the hosted log-in page in short; the colours are those of the theme's tokens. */
final class PageStyle {
  static final String TEXT =
      """
      :root{color-scheme:light dark;--primary:#0b6e4f;--on-primary:#fff;\
      --page:light-dark(#f5f6f8,#0b0d11);--card:light-dark(#fff,#14171d);\
      --edge:light-dark(#e3e6ea,#272c35);--text:light-dark(#14181f,#eef0f3);\
      --muted:light-dark(#565f6c,#a6afbb)}
      *{box-sizing:border-box}
      body{margin:0;min-height:100vh;padding:4.5rem 1rem 3rem;color:var(--text);\
      font:1rem/1.5 -apple-system,BlinkMacSystemFont,"Segoe UI",Roboto,"Noto Sans","Liberation Sans",Arial,sans-serif;\
      background:radial-gradient(60rem 28rem at 50% -8rem,color-mix(in srgb,var(--primary) 14%,transparent),\
      transparent 70%) no-repeat,var(--page);\
      display:flex;flex-direction:column;align-items:center;justify-content:center;gap:1.75rem;overflow-wrap:anywhere}
      header,main{width:100%;max-width:27rem}
      header{display:flex;gap:.75rem;align-items:center;justify-content:center;font-size:1.1875rem;line-height:1.3}
      header strong{font-weight:650}
      header.logo{flex-direction:column}
      header img{max-width:min(100%,15rem);height:3.5rem;object-fit:contain}
      header span{display:grid;place-items:center;flex:none;width:2.5rem;height:2.5rem;border-radius:.75rem;\
      font-weight:700;color:var(--on-primary);background:var(--primary)}
      main{padding:2.25rem 2.25rem 2rem;border:1px solid var(--edge);border-radius:1.25rem;background:var(--card);\
      box-shadow:0 1px 2px light-dark(rgb(16 24 40/5%),rgb(0 0 0/40%)),\
      0 16px 40px -12px light-dark(rgb(16 24 40/14%),rgb(0 0 0/60%))}
      h1{margin:0 0 1.25rem;font-size:1.625rem;font-weight:680;letter-spacing:-.022em;line-height:1.22}
      p{margin:0 0 1rem;color:var(--muted)}
      p strong{color:var(--text);font-weight:600}
      p:last-child{margin-bottom:0}
      blockquote{margin:0 0 1.25rem;padding:.125rem 0 .125rem 1rem;border-left:3px solid var(--primary)}
      form,.next{margin:1.5rem 0 0}
      button,.next a{display:block;width:100%;min-height:2.875rem;padding:.625rem 1.125rem;\
      border:1px solid color-mix(in srgb,var(--text) 25%,var(--primary));border-radius:.625rem;\
      font:inherit;font-weight:600;text-align:center;text-decoration:none;cursor:pointer;\
      color:var(--on-primary);background:var(--primary)}
      :is(button,a):focus-visible{outline:3px solid var(--text);outline-offset:2px}
      @media (max-width:30rem){body{padding:4.25rem 1.25rem 2rem;justify-content:flex-start;background:var(--card)}\
      header{justify-content:flex-start}header.logo{align-items:flex-start}\
      main{padding:0;border:0;border-radius:0;box-shadow:none}}
      """;

  private PageStyle() {}

  /** As a Content-Security-Policy names a style that may apply (CSP level 3, section 2.3.1). */
  static String hash(String style) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(style.getBytes(StandardCharsets.UTF_8));
      return "sha256-" + Base64.getEncoder().encodeToString(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every JDK has SHA-256", e);
    }
  }
}
