/** What stands before a server where it is deployed: a proxy that speaks TLS, and fails as proxies do. */
package dev.morlens.testing.proxy;
