/** What is going on at an address, the proof of it, and what to do: reads a case once, and lets every rule judge it. */
package dev.morlens.diagnosis;
