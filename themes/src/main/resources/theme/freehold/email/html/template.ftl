<#--
  Our look for every mail: Keycloak's own bodies land in emailLayout, and ours use heading, text and button besides. Mail clients want
  styles on the elements; the style element adds the dark look and the phone's where it is understood. Nothing is loaded from anywhere.
-->
<#macro emailLayout>
<!DOCTYPE html>
<html lang="${(locale.language)!"en"}" dir="${(ltr!true)?then('ltr','rtl')}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<title>${realmName!""}</title>
<style>
  .body p { margin: 0 0 16px; }
  .body a { color: #0b6e4f; }
  .body a.button { color: #ffffff; }
  @media (max-width: 480px) { .card { padding: 28px 22px !important; } .page { padding: 20px 10px !important; } }
  @media (prefers-color-scheme: dark) {
    .page { background: #0b0d11 !important; }
    .card { background: #14171d !important; border-color: #272c35 !important; color: #eef0f3 !important; }
    .brand, .heading { color: #eef0f3 !important; }
    .quiet { color: #a6afbb !important; }
    .body a { color: #58cfa3; }
    .body a.button { color: #ffffff; }
  }
</style>
</head>
<body style="margin:0;padding:0">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0"><tr>
<td class="page" align="center" style="padding:40px 16px;background:#f5f6f8;font-family:-apple-system,BlinkMacSystemFont,'Segoe UI',Roboto,'Helvetica Neue',Arial,sans-serif">
  <table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" style="max-width:520px">
    <tr><td class="brand" style="padding:0 4px 20px;font-size:18px;font-weight:700;color:#14181f">${realmName!""}</td></tr>
    <tr><td class="card body" style="padding:36px 36px 24px;border:1px solid #e3e6ea;border-radius:16px;background:#ffffff;font-size:16px;line-height:1.55;color:#14181f">
      <#nested>
    </td></tr>
  </table>
</td></tr></table>
</body>
</html>
</#macro>

<#macro heading words>
<h1 class="heading" style="margin:0 0 14px;font-size:23px;line-height:1.25;letter-spacing:-0.02em;color:#14181f">${words}</h1>
</#macro>

<#macro text words>
<p style="margin:0 0 16px">${words}</p>
</#macro>

<#macro quiet words>
<p class="quiet" style="margin:0 0 12px;font-size:14px;color:#565f6c">${words}</p>
</#macro>

<#-- The mail's plain part has the bare address, for clients that show no buttons. -->
<#macro button href words>
<p style="margin:26px 0"><a class="button" href="${href}" style="display:inline-block;padding:12px 22px;border-radius:10px;background:#0b6e4f;color:#ffffff;font-weight:600;text-decoration:none">${words}</a></p>
</#macro>
