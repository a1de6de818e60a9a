/** Everything that was read about an address before anything is concluded from it. */
package dev.morlens.diagnosis.facts;
