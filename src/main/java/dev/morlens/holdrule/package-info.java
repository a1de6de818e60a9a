/** Which hold rule is in force: by the code of the contract that closes sessions, or by its behaviour. */
package dev.morlens.holdrule;
