/**
 * A node that replays a made-up but valid history, so that speed is measured against the same chain every time and
 * without a network. Nothing here is used by the server.
 */
package dev.morlens.testing.replay;
