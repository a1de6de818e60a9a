/** Pages for people: server-rendered, complete without JavaScript. */
package dev.morlens.web;
