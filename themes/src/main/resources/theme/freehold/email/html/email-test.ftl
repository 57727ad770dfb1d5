<#import "template.ftl" as layout>
<@layout.emailLayout>
  <@layout.heading msg("freeholdMailTestTitle")/>
  <@layout.text msg("emailTestBody", realmName)/>
</@layout.emailLayout>
