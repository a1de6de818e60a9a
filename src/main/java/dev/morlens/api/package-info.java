/** The JSON API, version 1: parse, ask, answer. */
package dev.morlens.api;
