<#import "template.ftl" as layout>
<@layout.emailLayout>
  <@layout.heading msg("emailVerificationSubject")/>
  <@layout.text msg("freeholdMailVerify", realmName)/>
  <@layout.button link msg("freeholdMailVerifyButton")/>
  <@layout.quiet msg("freeholdMailExpires", linkExpirationFormatter(linkExpiration))/>
  <@layout.quiet msg("freeholdMailVerifyIgnore")/>
</@layout.emailLayout>
