<#--
  A profile's branding out of realm attributes. Whoever may write realm attributes must not be able to write the page: each value has
  to match a strict pattern, or the default is used. None of the patterns lets a quote, bracket, backslash, space or control
  character into CSS. No group is repeated in them, so a long value cannot exhaust the regular expression engine's stack.
-->
<#import "freehold-colour.ftl" as colour>

<#assign attributes = (realm.attributes)!{}>

<#function valid key pattern longest>
  <#local value = (attributes[key])!"">
  <#return (value?length <= longest && value?matches(pattern))?then(value, "")>
</#function>

<#assign name = valid("freehold.brand.name", r"(?i)(?!.*&(lt|gt|amp))[\p{L}\p{N}][\p{L}\p{M}\p{N} &.,:!'’()+/_-]*", 60)>
<#assign primary = valid("freehold.brand.primaryColor", r"#[0-9a-fA-F]{6}", 7)>
<#assign logo = valid("freehold.brand.logo", r"https://[A-Za-z0-9][A-Za-z0-9.-]*(:[0-9]{1,5})?(/[A-Za-z0-9._~%/?&=,+-]*)?", 2000)>
<#if !logo?has_content>
  <#assign logo = valid("freehold.brand.logo", r"data:image/(png|jpeg|svg\+xml|webp);base64,[A-Za-z0-9+/]+={0,2}", 100000)>
</#if>
<#--
  What the header shows. Keycloak's sanitizer decodes entities, however often encoded, before it lets images and links through; so
  escaping would not hold. A realm's own display name loses what could become a tag.
-->
<#assign shown = name>
<#if !name?has_content>
  <#assign shown = ((realm.displayName)!"")?replace("[<>]", " ", "r")?replace("&(?=lt|gt|amp|#)", "& ", "ri")?trim>
</#if>

<#-- Without a logo a branded page has the name's first letter in the mark. -->
<#assign initial = "">
<#if (name?has_content || primary?has_content) && shown?has_content && shown[0]?matches(r"[\p{L}\p{N}]")>
  <#assign initial = shown[0]?upper_case>
</#if>

<#macro style>
  <#if primary?has_content || logo?has_content || initial?has_content>
<#outputformat "CSS">
<style id="freehold-brand">
:root {
  <#if primary?has_content>
    <#local rgb = colour.parse(primary)>
    <#local dark = colour.prefersWhiteText(rgb)>
  --fh-brand-primary: ${primary};
  --fh-brand-on-primary: ${dark?then("#fff", "#000")};
  --fh-brand-hover-towards: ${dark?then("#000", "#fff")};
  --fh-brand-accent-on-light: ${colour.css(colour.readableOnLight(rgb))};
  --fh-brand-accent-on-dark: ${colour.css(colour.readableOnDark(rgb))};
  </#if>
  <#if logo?has_content>
  --fh-brand-logo: url("${logo}");
  --fh-brand-direction: column;
  --fh-brand-align-on-phone: flex-start;
  --fh-brand-mark-width: min(100%, 15rem);
  --fh-brand-mark-height: 3.5rem;
  --fh-brand-mark-fill: transparent;
  --fh-brand-glyph: none;
  <#elseif initial?has_content>
  --fh-brand-initial: "${initial}";
  --fh-brand-glyph: none;
  </#if>
}
</style>
</#outputformat>
  </#if>
</#macro>
