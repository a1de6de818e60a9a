/** What tests of several packages share. */
package dev.morlens.testing;
