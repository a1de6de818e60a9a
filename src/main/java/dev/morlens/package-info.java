/** MorLens: where a wallet's MOR is, why, until when, and what brings it back. */
package dev.morlens;
