/**
 * What the API answers to queries, and what a plain, slow program answers that knows all rows and
 * applies the rules to each. It shares nothing with the code under test but the catalog.
 */
package dev.freehold.api.reference;
