/** What pages and API share of HTTP: parameters, errors, paths, and limits before routing. */
package dev.morlens.http;
